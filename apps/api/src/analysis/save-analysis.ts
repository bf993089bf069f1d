import type { Prisma } from '@segue/prisma/generated/client/client'
import type { Deps } from '../deps.ts'
import type { HeardExcerpt, HeardTrack } from './heard-track.ts'

/** Replaces an older model's analysis. A track that was deleted meanwhile is left alone. */
export async function saveAnalysis(trackId: string, heard: HeardTrack, { db }: Pick<Deps, 'db'>): Promise<void> {
  const { embedding } = heard
  const row = {
    modelVersion: heard.modelVersion,
    embedding: new Uint8Array(embedding.buffer as ArrayBuffer, embedding.byteOffset, embedding.byteLength),
    genre: heard.genres[0].label,
    genreScores: heard.genres,
    segments: heard.segments as unknown as Prisma.InputJsonArray,
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
    await transaction.heardExcerpt.deleteMany({ where: { trackId } })
    await transaction.heardExcerpt.createMany({ data: heard.excerpts.map((excerpt) => excerptRow(trackId, excerpt)) })
    await transaction.analysisFailure.deleteMany({ where: { trackId } })
  })
}

function excerptRow(trackId: string, { spectrogram, heat, attention, ...rest }: HeardExcerpt) {
  return {
    trackId,
    ...rest,
    spectrogram: new Uint8Array(spectrogram.values),
    spectrogramBands: spectrogram.bands,
    heat: new Uint8Array(heat.values),
    heatBands: heat.bands,
    attention: new Uint8Array(attention),
  }
}
