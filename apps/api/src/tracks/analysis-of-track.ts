import type { Prisma } from '@segue/prisma/generated/client/client'
import { AnalysisState, type AnalysisStateValue } from '../analysis-state.ts'
import { builder } from '../builder.ts'
import { Track } from '../track-ref.ts'
import { HeardExcerpt } from './heard-excerpt.ts'

interface LabelShare {
  label: string
  probability: number
}

interface Segment extends LabelShare {
  startMs: number
  endMs: number
  genres?: LabelShare[]
}

const GenreScore = builder.objectRef<LabelShare>('GenreScore').implement({
  fields: (t) => ({ label: t.exposeString('label'), probability: t.exposeFloat('probability') }),
})

const SegmentGenre = builder.objectRef<Segment>('SegmentGenre').implement({
  fields: (t) => ({
    startMs: t.int({ resolve: ({ startMs }) => Math.round(startMs) }),
    endMs: t.int({ resolve: ({ endMs }) => Math.round(endMs) }),
    label: t.exposeString('label'),
    probability: t.exposeFloat('probability'),
    genres: t.field({
      type: [GenreScore],
      description: 'Those of at least one percent, most probable first.',
      resolve: ({ genres, label, probability }) => genres ?? [{ label, probability }],
    }),
  }),
})

/** They are pictures: some 15 kB a track. */
const EXCERPTS_COST = 50

const TrackAnalysis = builder.prismaObject('TrackAnalysis', {
  description: 'What the analyser heard in a track.',
  select: { trackId: true },
  fields: (t) => ({
    modelVersion: t.exposeString('modelVersion'),
    genre: t.exposeString('genre'),
    genreScores: t.field({
      type: [GenreScore],
      description: 'Most probable first.',
      select: { genreScores: true },
      resolve: ({ genreScores }) => genreScores as unknown as LabelShare[],
    }),
    segments: t.field({
      type: [SegmentGenre],
      description: 'The genre over time.',
      select: { segments: true },
      resolve: ({ segments }) => segments as unknown as Segment[],
    }),
    excerpts: t.relation('excerpts', {
      type: HeardExcerpt,
      description:
        'Why it is this genre: the moments where it is most probable and what in them speaks for it, first to last.',
      query: { orderBy: { startMs: 'asc' } },
      extensions: { cost: EXCERPTS_COST },
    }),
    waveform: t.intList({
      description: 'Peaks 0–255, evenly spaced over the track.',
      select: { waveform: true },
      resolve: ({ waveform }) => Array.from(waveform),
    }),
    loudnessLufs: t.exposeFloat('loudnessLufs', { nullable: true }),
    tempoBpm: t.exposeFloat('tempoBpm', { nullable: true }),
    musicalKey: t.exposeString('musicalKey', { nullable: true }),
    analysedAt: t.expose('analysedAt', { type: 'DateTime' }),
  }),
})

builder.prismaObjectFields(Track, (t) => ({
  genre: t.string({
    nullable: true,
    description: "What the file's tag says, or else what the analyser hears.",
    select: { taggedGenre: true, analysis: { select: { genre: true } } },
    resolve: ({ taggedGenre, analysis }) => taggedGenre ?? analysis?.genre,
  }),
  analysisState: t.field({
    type: AnalysisState,
    select: { analysis: { select: { trackId: true } }, analysisFailure: { select: { trackId: true } } },
    resolve: ({ analysis, analysisFailure }) => (analysis ? 'DONE' : analysisFailure ? 'FAILED' : 'PENDING'),
  }),
  analysis: t.relation('analysis', { type: TrackAnalysis, nullable: true }),
  analysisError: t.string({
    nullable: true,
    description: 'Why the track could not be analysed.',
    select: { analysis: { select: { trackId: true } }, analysisFailure: { select: { message: true } } },
    resolve: ({ analysis, analysisFailure }) => (analysis ? null : analysisFailure?.message),
  }),
}))

/** The rows of which `analysisState` says so. */
export function isInState(state: AnalysisStateValue): Prisma.TrackWhereInput {
  switch (state) {
    case 'DONE':
      return { analysis: { isNot: null } }
    case 'FAILED':
      return { analysis: null, analysisFailure: { isNot: null } }
    case 'PENDING':
      return { analysis: null, analysisFailure: null }
  }
}
