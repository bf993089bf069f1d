import { builder } from '../builder.ts'
import { Track } from '../track-ref.ts'

const REASON_KINDS = [
  'SIMILAR_TO_LIKED',
  'LISTENERS_LIKE_YOU',
  'SESSION',
  'FRESH',
  'POPULAR',
  'EXPLORATION',
  'PICKED_GENRE',
  'PICKED_ARTIST',
  'SEED',
] as const

export type ReasonKind = (typeof REASON_KINDS)[number]

const ReasonKindRef = builder.enumType('ReasonKind', { values: REASON_KINDS })

export interface ReasonShape {
  kind: ReasonKind
  text: string
  tracks: (typeof Track.$inferType)[]
  strength?: number
}

export const Reason = builder.objectRef<ReasonShape>('Reason').implement({
  description: "Computed from the score's own terms.",
  fields: (t) => ({
    kind: t.expose('kind', { type: ReasonKindRef }),
    text: t.exposeString('text'),
    tracks: t.expose('tracks', { type: [Track] }),
    strength: t.exposeFloat('strength', { nullable: true }),
  }),
})
