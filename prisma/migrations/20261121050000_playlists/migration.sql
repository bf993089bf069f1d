-- DropIndex
DROP INDEX "Playlist_ownerId_idx";

-- AlterTable
ALTER TABLE "Playlist" ADD COLUMN     "isPublic" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "Playlist_ownerId_updatedAt_id_idx" ON "Playlist"("ownerId", "updatedAt" DESC, "id");
