import { type CompanionLinks, NO_LINKS } from './companions/companion-links.ts'
import { linksByRow } from './companions/links-by-row.ts'
import { placeBySound } from './content-image.ts'
import { buildContentSpace, type ContentSpace, EmbeddingMismatchError } from './content-space.ts'
import { createDotRows } from './dot-rows.ts'
import { exactIndex } from './exact-index.ts'
import { fameOf } from './fame.ts'
import type { FactorSpace } from './fold-in.ts'
import { groupedIndex } from './grouped-index.ts'
import { type GroupedRows, groupRows } from './grouped-rows.ts'
import type { HybridModel } from './hybrid-model.ts'
import { normalEquations } from './normal-equations.ts'
import { quantisedIndex } from './quantised-index.ts'
import { rowSearch } from './row-search.ts'
import { soundProjection } from './sound-projection.ts'
import type { VectorIndex } from './vector-index.ts'

export interface SnapshotTrack {
  id: string
  artistId: string
  albumId?: string
  genre?: string
  addedAtMs: number
  /** the sound as the analyser heard it; any length, but the same for all */
  embedding?: Float32Array
  /** equal for tracks that are the same recording; at most one of them is recommended */
  recordingKey?: string
}

export interface SnapshotInput {
  version: string
  tracks: readonly SnapshotTrack[]
  model?: HybridModel
  /** listeners per track id */
  popularity?: ReadonlyMap<string, number>
}

/**
 * Everything that recommending needs to know of the catalogue, immutable, by row number. Swap it whole.
 * Tracks without an embedding and unknown to the model are there, but only popularity and age can bring them up.
 */
export interface CatalogueSnapshot {
  readonly version: string
  readonly size: number
  readonly ids: readonly string[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly artistIds: readonly string[]
  /** index into artistIds */
  readonly artistNumbers: ReadonlyMap<string, number>
  /** [tracks] index into artistIds */
  readonly artists: Int32Array
  readonly genreNames: readonly string[]
  /** index into genreNames */
  readonly genreNumbers: ReadonlyMap<string, number>
  /** [tracks] index into genreNames, −1 where unknown */
  readonly genres: Int32Array
  /** [genreNames] share of the labelled tracks */
  readonly genreShares: Float64Array
  /** [tracks] tracks of one recording have the same number */
  readonly recordings: Int32Array
  /** by genre and by artist, most popular first; by recording */
  readonly byGenre: GroupedRows
  readonly byArtist: GroupedRows
  readonly byRecording: GroupedRows
  readonly addedAtMs: Float64Array
  /** [tracks] listeners */
  readonly popularity: Float32Array
  /** [tracks] log-scaled popularity, 0 … 1 */
  readonly fame: Float32Array
  /** [tracks] rows, most listeners first, then newest first */
  readonly byPopularity: Int32Array
  /** [tracks] rows, newest first */
  readonly byAge: Int32Array
  readonly content: ContentSpace
  /** nearest neighbours by sound */
  readonly index: VectorIndex
  readonly space: FactorSpace
  /** [tracks x factors] where each track would lie by its sound alone; undefined where that is all `space` knows */
  readonly placed: Float32Array | undefined
  /** which tracks go with which, by row; `weights` as they count in a score */
  readonly companions: CompanionLinks
  readonly model: HybridModel | undefined
}

/** Directions of sound that are kept when no model says which matter. */
const SOUND_FACTORS = 64

/** From here on one byte a dimension and a second look at the best is faster than every row in full. */
const QUANTISED_FROM_TRACKS = 10_000
/** From here on it is faster to look only at the tracks of nearby groups (`npm run bench -- index`). */
const GROUPED_FROM_TRACKS = 50_000

/** Throws EmbeddingMismatchError when embeddings differ in length, from each other or from the model's. */
export function buildSnapshot({ version, tracks, model, popularity }: SnapshotInput): CatalogueSnapshot {
  const ids = tracks.map((track) => track.id)
  const artists = numbered(tracks.map((track) => track.artistId))
  const genres = numbered(tracks.map((track) => track.genre))
  const listeners = Float32Array.from(ids, (id) => popularity?.get(id) ?? 0)
  const addedAtMs = Float64Array.from(tracks, (track) => track.addedAtMs)
  const newestFirst = (a: number, b: number) => addedAtMs[b] - addedAtMs[a] || a - b
  const content = buildContentSpace(tracks.map((track) => track.embedding))
  const recordings = numbered(tracks.map((track) => track.recordingKey ?? ` track ${track.id}`))
  const byPopularity = Int32Array.from(ids.keys()).sort((a, b) => listeners[b] - listeners[a] || newestFirst(a, b))
  const grouped = ({ numbers, names }: Numbered) => groupRows(numbers, { count: names.length, order: byPopularity })
  const rowOf = new Map(ids.map((id, row) => [id, row]))
  const { space, placed } = model ? trainedSpace({ model, tracks, content }) : soundSpace(content)
  return {
    version,
    size: tracks.length,
    ids,
    rowOf,
    artistIds: artists.names,
    artistNumbers: artists.numberOf,
    artists: artists.numbers,
    genreNames: genres.names,
    genreNumbers: genres.numberOf,
    genres: genres.numbers,
    genreShares: shares(genres),
    recordings: recordings.numbers,
    byGenre: grouped(genres),
    byArtist: grouped(artists),
    byRecording: grouped(recordings),
    addedAtMs,
    popularity: listeners,
    fame: fameOf(listeners),
    byPopularity,
    byAge: Int32Array.from(ids.keys()).sort(newestFirst),
    content,
    index: indexFor(content),
    space,
    placed,
    companions: model ? weightedLinks(model, rowOf) : NO_LINKS,
    model,
  }
}

function weightedLinks({ companions, companionWeight, itemIds }: HybridModel, rowOf: ReadonlyMap<string, number>) {
  const { starts, items, weights } = linksByRow(companions, { itemIds, rowOf })
  return { starts, items, weights: weights.map((weight) => companionWeight * weight) }
}

function indexFor(content: ContentSpace): VectorIndex {
  if (content.centred.rows < QUANTISED_FROM_TRACKS) return exactIndex(content)
  return content.centred.rows < GROUPED_FROM_TRACKS ? quantisedIndex(content) : groupedIndex(content)
}

/** Nobody's listening is known: a track is its sound, and a listener's vector is ridge regression on sound. */
function soundSpace(content: ContentSpace): Pick<CatalogueSnapshot, 'space' | 'placed'> {
  const factors = Math.max(1, Math.min(SOUND_FACTORS, content.dims))
  const placed = placeBySound(content, soundProjection(content, factors), factors)
  return {
    placed: undefined,
    space: {
      factors,
      ...searchable(placed, factors),
      gram: new Float64Array(factors * factors),
      equations: normalEquations(factors),
      unobservedWeight: 0,
      ridge: { base: 1, perEvidence: 0 },
    },
  }
}

function trainedSpace({
  model,
  tracks,
  content,
}: {
  model: HybridModel
  tracks: readonly SnapshotTrack[]
  content: ContentSpace
}): Pick<CatalogueSnapshot, 'space' | 'placed'> {
  const { factors } = model
  if (content.dims > 0 && model.dims > 0 && content.dims !== model.dims)
    throw new EmbeddingMismatchError(`the model expects ${model.dims} dimensions, the catalogue has ${content.dims}`)
  const asTrained = buildContentSpace(
    tracks.map((track) => track.embedding),
    model.dims > 0 ? model.mean : undefined,
  )
  const placed =
    model.dims > 0 && content.dims > 0
      ? placeBySound(asTrained, model.image, factors)
      : new Float32Array(tracks.length * factors)
  const learnt = placed.slice()
  const itemOf = new Map(model.itemIds.map((id, item) => [id, item]))
  tracks.forEach((track, row) => {
    const item = itemOf.get(track.id)
    if (item !== undefined && model.evidence[item] > 0)
      learnt.set(model.itemFactors.subarray(item * factors, (item + 1) * factors), row * factors)
  })
  return {
    placed,
    space: {
      factors,
      ...searchable(learnt, factors),
      gram: model.gram,
      equations: normalEquations(factors),
      unobservedWeight: model.unobservedWeight,
      ridge: {
        base: model.regularisation * model.unobservedWeight * model.itemIds.length + 1e-9,
        perEvidence: model.regularisation,
      },
    },
  }
}

function searchable(matrix: Float32Array, columns: number): Pick<FactorSpace, 'rows' | 'search'> {
  const rows = createDotRows(matrix.length / columns, columns)
  for (let r = 0; r < rows.rows; r++) rows.data.set(matrix.subarray(r * columns, (r + 1) * columns), r * rows.stride)
  return { rows, search: rowSearch(rows) }
}

interface Numbered {
  names: string[]
  numberOf: ReadonlyMap<string, number>
  /** [labels] −1 where there is none */
  numbers: Int32Array
}

function numbered(labels: readonly (string | undefined)[]): Numbered {
  const numberOf = new Map<string, number>()
  const numbers = Int32Array.from(labels, (label) => {
    if (label === undefined || label === '') return -1
    const known = numberOf.get(label)
    if (known !== undefined) return known
    numberOf.set(label, numberOf.size)
    return numberOf.size - 1
  })
  return { names: [...numberOf.keys()], numberOf, numbers }
}

function shares({ names, numbers }: Numbered): Float64Array {
  const counts = new Float64Array(names.length)
  let labelled = 0
  for (const number of numbers) {
    if (number < 0) continue
    counts[number]++
    labelled++
  }
  return counts.map((count) => count / labelled)
}
