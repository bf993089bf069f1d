-- CreateTable
CREATE TABLE "HeardExcerpt" (
    "trackId" UUID NOT NULL,
    "startMs" INTEGER NOT NULL,
    "endMs" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "spectrogram" BYTEA NOT NULL,
    "spectrogramBands" INTEGER NOT NULL,
    "heat" BYTEA NOT NULL,
    "heatBands" INTEGER NOT NULL,
    "highestHz" DOUBLE PRECISION NOT NULL,
    "attention" BYTEA NOT NULL,

    CONSTRAINT "HeardExcerpt_pkey" PRIMARY KEY ("trackId", "startMs")
);

-- AddForeignKey
ALTER TABLE "HeardExcerpt" ADD CONSTRAINT "HeardExcerpt_trackId_fkey" FOREIGN KEY ("trackId") REFERENCES "TrackAnalysis"("trackId") ON DELETE CASCADE ON UPDATE CASCADE;
