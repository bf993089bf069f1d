import type { Deps } from '../deps.ts'
import type { HeardTrack } from './heard-track.ts'

/** Replaces an older model's analysis. A track that was deleted meanwhile is left alone. */
export async function saveAnalysis(trackId: string, heard: HeardTrack, { db }: Pick<Deps, 'db'>): Promise<void> {
  const { embedding } = heard
  const row = {
    modelVersion: heard.modelVersion,
    embedding: new Uint8Array(embedding.buffer as ArrayBuffer, embedding.byteOffset, embedding.byteLength),
    genre: heard.genres[0].label,
    genreScores: heard.genres,
    segments: heard.segments,
    waveform: new Uint8Array(heard.waveform),
    loudnessLufs: heard.loudnessLufs ?? null,
    peakDb: heard.peakDb ?? null,
    tempoBpm: heard.tempoBpm ?? null,
    musicalKey: heard.musicalKey ?? null,
    analysedAt: new Date(),
  }
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.track.updateMany({
      where: { id: trackId },
      data: { durationMs: heard.durationMs },
    })
    if (count === 0) return
    await transaction.trackAnalysis.upsert({ where: { trackId }, create: { trackId, ...row }, update: row })
    await transaction.analysisFailure.deleteMany({ where: { trackId } })
  })
}
