-- case-insensitive e-mail addresses; similarity search; "Bjork" finds "Björk"
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('LISTENER', 'ADMIN');

-- CreateEnum
CREATE TYPE "FeedbackType" AS ENUM ('PLAY', 'SKIP', 'LIKE', 'UNLIKE', 'DISLIKE', 'UNDISLIKE', 'RATE', 'UNRATE', 'UNDO');

-- CreateEnum
CREATE TYPE "FeedbackContext" AS ENUM ('FEED', 'SEARCH', 'RADIO', 'PLAYLIST', 'ALBUM', 'OTHER');

-- CreateTable
CREATE TABLE "Listener" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "role" "Role" NOT NULL DEFAULT 'LISTENER',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "variety" INTEGER NOT NULL DEFAULT 30,
    "similarityMetric" TEXT NOT NULL DEFAULT 'cosine',
    "pickedGenres" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "pickedArtistIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "blockedArtistIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "privateSession" BOOLEAN NOT NULL DEFAULT false,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Listener_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OAuthAccount" (
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "listenerId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OAuthAccount_pkey" PRIMARY KEY ("provider","providerAccountId")
);

-- CreateTable
CREATE TABLE "AccessToken" (
    "id" UUID NOT NULL,
    "listenerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMP(3),

    CONSTRAINT "AccessToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Artist" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Artist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Album" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "titleKey" TEXT NOT NULL,
    "artistId" UUID NOT NULL,
    "year" INTEGER,
    "artworkKey" TEXT,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Album_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Track" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "artistId" UUID NOT NULL,
    "albumId" UUID,
    "trackNumber" INTEGER,
    "year" INTEGER,
    "taggedGenre" TEXT,
    "contentHash" TEXT NOT NULL,
    "audioKey" TEXT NOT NULL,
    "artworkKey" TEXT,
    "mimeType" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "demoKey" TEXT,
    "uploadedById" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Track_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrackAnalysis" (
    "trackId" UUID NOT NULL,
    "modelVersion" TEXT NOT NULL,
    "embedding" BYTEA NOT NULL,
    "genre" TEXT NOT NULL,
    "genreScores" JSONB NOT NULL,
    "segments" JSONB NOT NULL DEFAULT '[]',
    "waveform" BYTEA NOT NULL,
    "loudnessLufs" DOUBLE PRECISION,
    "peakDb" DOUBLE PRECISION,
    "tempoBpm" DOUBLE PRECISION,
    "musicalKey" TEXT,
    "analysedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrackAnalysis_pkey" PRIMARY KEY ("trackId")
);

-- CreateTable
CREATE TABLE "AnalysisFailure" (
    "trackId" UUID NOT NULL,
    "modelVersion" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "failedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AnalysisFailure_pkey" PRIMARY KEY ("trackId")
);

-- CreateTable
CREATE TABLE "FeedbackEvent" (
    "listenerId" UUID NOT NULL,
    "clientEventId" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "type" "FeedbackType" NOT NULL,
    "trackId" UUID NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "playedMs" INTEGER,
    "durationMs" INTEGER,
    "positionMs" INTEGER,
    "rating" SMALLINT,
    "context" "FeedbackContext" NOT NULL DEFAULT 'OTHER',
    "impressionId" TEXT,
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "undoesEventId" UUID,

    CONSTRAINT "FeedbackEvent_pkey" PRIMARY KEY ("listenerId","clientEventId")
);

-- CreateTable
CREATE TABLE "TasteModel" (
    "id" SERIAL NOT NULL,
    "trainedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSequence" BIGINT NOT NULL,
    "events" INTEGER NOT NULL,
    "listeners" INTEGER NOT NULL,
    "tracks" INTEGER NOT NULL,
    "weights" BYTEA NOT NULL,
    "report" JSONB NOT NULL,
    "isLive" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "TasteModel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Playlist" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Playlist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlaylistItem" (
    "id" UUID NOT NULL,
    "playlistId" UUID NOT NULL,
    "trackId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlaylistItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Listener_email_key" ON "Listener"("email");

-- CreateIndex
CREATE INDEX "OAuthAccount_listenerId_idx" ON "OAuthAccount"("listenerId");

-- CreateIndex
CREATE UNIQUE INDEX "AccessToken_tokenHash_key" ON "AccessToken"("tokenHash");

-- CreateIndex
CREATE INDEX "AccessToken_listenerId_idx" ON "AccessToken"("listenerId");

-- CreateIndex
CREATE UNIQUE INDEX "Artist_nameKey_key" ON "Artist"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Album_artistId_titleKey_key" ON "Album"("artistId", "titleKey");

-- CreateIndex
CREATE UNIQUE INDEX "Track_contentHash_key" ON "Track"("contentHash");

-- CreateIndex
CREATE UNIQUE INDEX "Track_demoKey_key" ON "Track"("demoKey");

-- CreateIndex
CREATE INDEX "Track_artistId_idx" ON "Track"("artistId");

-- CreateIndex
CREATE INDEX "Track_albumId_idx" ON "Track"("albumId");

-- CreateIndex
CREATE INDEX "Track_createdAt_id_idx" ON "Track"("createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "TrackAnalysis_modelVersion_idx" ON "TrackAnalysis"("modelVersion");

-- CreateIndex
CREATE INDEX "TrackAnalysis_genre_idx" ON "TrackAnalysis"("genre");

-- CreateIndex
CREATE UNIQUE INDEX "FeedbackEvent_sequence_key" ON "FeedbackEvent"("sequence");

-- CreateIndex
CREATE INDEX "FeedbackEvent_listenerId_sequence_idx" ON "FeedbackEvent"("listenerId", "sequence");

-- CreateIndex
CREATE INDEX "FeedbackEvent_trackId_idx" ON "FeedbackEvent"("trackId");

-- CreateIndex
CREATE INDEX "TasteModel_isLive_idx" ON "TasteModel"("isLive");

-- CreateIndex
CREATE INDEX "Playlist_ownerId_idx" ON "Playlist"("ownerId");

-- CreateIndex
CREATE INDEX "PlaylistItem_trackId_idx" ON "PlaylistItem"("trackId");

-- CreateIndex
CREATE UNIQUE INDEX "PlaylistItem_playlistId_position_key" ON "PlaylistItem"("playlistId", "position");

-- AddForeignKey
ALTER TABLE "OAuthAccount" ADD CONSTRAINT "OAuthAccount_listenerId_fkey" FOREIGN KEY ("listenerId") REFERENCES "Listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessToken" ADD CONSTRAINT "AccessToken_listenerId_fkey" FOREIGN KEY ("listenerId") REFERENCES "Listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Album" ADD CONSTRAINT "Album_artistId_fkey" FOREIGN KEY ("artistId") REFERENCES "Artist"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Track" ADD CONSTRAINT "Track_artistId_fkey" FOREIGN KEY ("artistId") REFERENCES "Artist"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Track" ADD CONSTRAINT "Track_albumId_fkey" FOREIGN KEY ("albumId") REFERENCES "Album"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Track" ADD CONSTRAINT "Track_uploadedById_fkey" FOREIGN KEY ("uploadedById") REFERENCES "Listener"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrackAnalysis" ADD CONSTRAINT "TrackAnalysis_trackId_fkey" FOREIGN KEY ("trackId") REFERENCES "Track"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnalysisFailure" ADD CONSTRAINT "AnalysisFailure_trackId_fkey" FOREIGN KEY ("trackId") REFERENCES "Track"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackEvent" ADD CONSTRAINT "FeedbackEvent_listenerId_fkey" FOREIGN KEY ("listenerId") REFERENCES "Listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackEvent" ADD CONSTRAINT "FeedbackEvent_trackId_fkey" FOREIGN KEY ("trackId") REFERENCES "Track"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Playlist" ADD CONSTRAINT "Playlist_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlaylistItem" ADD CONSTRAINT "PlaylistItem_playlistId_fkey" FOREIGN KEY ("playlistId") REFERENCES "Playlist"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlaylistItem" ADD CONSTRAINT "PlaylistItem_trackId_fkey" FOREIGN KEY ("trackId") REFERENCES "Track"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- unaccent() may depend on a changeable dictionary and is therefore not immutable; with the dictionary named it is
-- safe to index.
CREATE FUNCTION search_key(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

CREATE INDEX "Track_title_search" ON "Track" USING gin (search_key("title") gin_trgm_ops);
CREATE INDEX "Artist_name_search" ON "Artist" USING gin (search_key("name") gin_trgm_ops);
CREATE INDEX "Album_title_search" ON "Album" USING gin (search_key("title") gin_trgm_ops);

-- Facts are never edited: what a listener did stays as it was recorded (deleting an account deletes its rows).
CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'feedback events are append-only'; END $$;
CREATE TRIGGER "FeedbackEvent_append_only" BEFORE UPDATE ON "FeedbackEvent"
  FOR EACH ROW EXECUTE FUNCTION refuse_update();

-- exactly one taste model is live
CREATE UNIQUE INDEX "TasteModel_one_live" ON "TasteModel" ("isLive") WHERE "isLive";

ALTER TABLE "FeedbackEvent" ADD CONSTRAINT "FeedbackEvent_rating" CHECK ("rating" BETWEEN 1 AND 5);
ALTER TABLE "Listener" ADD CONSTRAINT "Listener_variety" CHECK ("variety" BETWEEN 0 AND 100);
