import type { Reason } from '@segue/recommender/explain'
import type { TrackState } from '@segue/recommender/listener-state'
import type { ReasonKind } from './reason.ts'

/** What the words of a reason are made from. */
export interface ReasonNames {
  titleOf(trackId: string): string | undefined
  artistOf(artistId: string): string | undefined
  /** what the listener said of a track */
  stateOf(trackId: string): TrackState | undefined
}

export interface WordedReason {
  kind: ReasonKind
  text: string
  /** UUIDs of the tracks that the reason names */
  trackIds: string[]
  strength?: number
}

/** A reason of the recommender in words for its listener. */
export function wordReason(reason: Reason, names: ReasonNames): WordedReason {
  const title = (trackId: string) => `“${names.titleOf(trackId) ?? 'a track that is gone'}”`
  switch (reason.kind) {
    case 'similar-to-liked':
      return {
        kind: 'SIMILAR_TO_LIKED',
        text: similarText(title(reason.trackId), names.stateOf(reason.trackId)),
        trackIds: [reason.trackId],
        strength: reason.similarity,
      }
    case 'listeners-like-you': {
      const titles = enumerate(reason.viaTrackIds.map(title))
      return {
        kind: 'LISTENERS_LIKE_YOU',
        text: titles ? `Listeners who play ${titles} also play this` : 'Listeners like you play this',
        trackIds: reason.viaTrackIds,
        strength: reason.share,
      }
    }
    case 'session':
      return {
        kind: 'SESSION',
        text: `Goes with ${title(reason.trackId)}, which you just heard`,
        trackIds: [reason.trackId],
      }
    case 'fresh':
      return { kind: 'FRESH', text: 'New in the catalogue', trackIds: [] }
    case 'popular':
      return { kind: 'POPULAR', text: popularText(reason.listeners), trackIds: [], strength: reason.listeners }
    case 'exploration':
      return { kind: 'EXPLORATION', text: 'Something different for you', trackIds: [], strength: reason.drawn }
    case 'picked-genre':
      return { kind: 'PICKED_GENRE', text: `Because you picked ${reason.genre}`, trackIds: [] }
    case 'picked-artist':
      return {
        kind: 'PICKED_ARTIST',
        text: `Because you picked ${names.artistOf(reason.artistId) ?? 'this artist'}`,
        trackIds: [],
      }
    default:
      return unreachable(reason)
  }
}

function similarText(title: string, state: TrackState | undefined) {
  if (state?.liked) return `Because you liked ${title}`
  if (state?.rating) return `Sounds like ${title}, which you rated ${state.rating}`
  if (state?.playCount) return `Sounds like ${title}, which you played`
  return `Sounds like ${title}`
}

function popularText(listeners: number) {
  return listeners > 1 ? `Played by ${listeners} listeners here` : 'Played by others here'
}

function enumerate(titles: string[]) {
  return titles.length > 2 ? `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}` : titles.join(' and ')
}

function unreachable(reason: never): never {
  throw new Error(`unknown reason ${JSON.stringify(reason)}`)
}
