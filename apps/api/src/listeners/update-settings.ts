import type { Db } from '@segue/prisma/client'
import type { SimilarityMetric as Metric } from '@segue/recommender/similarity-metric'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'
import { Listener } from '../listener-ref.ts'
import { SimilarityMetric } from '../similarity-metric.ts'

const MOST_PICKS = 200
const LONGEST_GENRE = 60

const SettingsInput = builder.inputType('SettingsInput', {
  fields: (t) => ({
    variety: t.int(),
    similarityMetric: t.field({ type: SimilarityMetric }),
    pickedGenres: t.stringList(),
    pickedArtistIds: t.idList(),
    blockedArtistIds: t.idList(),
    privateSession: t.boolean(),
  }),
})

const UpdateSettingsPayload = builder.objectRef<{ listenerId: string }>('UpdateSettingsPayload').implement({
  fields: (t) => ({
    listener: t.prismaField({
      type: Listener,
      resolve: (query, { listenerId }, _args, { db }) =>
        db.listener.findUniqueOrThrow({ ...query, where: { id: listenerId } }),
    }),
  }),
})

builder.mutationField('updateSettings', (t) =>
  t.field({
    type: UpdateSettingsPayload,
    args: { settings: t.arg({ type: SettingsInput, required: true }) },
    errors: {
      types: [InvalidInputError, NotFoundError],
      union: { name: 'UpdateSettingsResult' },
      directResult: true,
    },
    resolve: (_root, { settings }, context) => updateSettings(settings, context),
  }),
)

interface SettingsChange {
  variety?: number | null
  similarityMetric?: Metric | null
  pickedGenres?: string[] | null
  pickedArtistIds?: string[] | null
  blockedArtistIds?: string[] | null
  privateSession?: boolean | null
}

/** What is absent stays as it is. @throws InvalidInputError, NotFoundError */
async function updateSettings(change: SettingsChange, context: Pick<Context, 'db' | 'viewer' | 'notices'>) {
  const { db, notices } = context
  const { listenerId } = requireListener(context)
  await db.listener.update({
    where: { id: listenerId },
    data: {
      variety: checkVariety(change.variety),
      similarityMetric: change.similarityMetric ?? undefined,
      pickedGenres: checkGenres(change.pickedGenres),
      pickedArtistIds: await checkArtists(change.pickedArtistIds, { db, field: 'pickedArtistIds' }),
      blockedArtistIds: await checkArtists(change.blockedArtistIds, { db, field: 'blockedArtistIds' }),
      privateSession: change.privateSession ?? undefined,
    },
  })
  await notices.publish('taste-changed', { listenerId })
  return { listenerId }
}

function checkVariety(variety: number | null | undefined) {
  if (variety === null || variety === undefined) return undefined
  if (variety < 0 || variety > 100) throw new InvalidInputError('The variety lies between 0 and 100.', 'variety')
  return variety
}

function checkGenres(genres: string[] | null | undefined) {
  if (!genres) return undefined
  checkCount(genres, 'pickedGenres')
  const picked = [...new Set(genres.map((genre) => genre.trim().toLowerCase()).filter(Boolean))]
  if (picked.some((genre) => genre.length > LONGEST_GENRE))
    throw new InvalidInputError('This is not the name of a genre.', 'pickedGenres')
  return picked
}

async function checkArtists(ids: string[] | null | undefined, { db, field }: { db: Db; field: string }) {
  if (!ids) return undefined
  checkCount(ids, field)
  const artistIds = [...new Set(ids.map((id) => uuidOf('Artist', id)))]
  const found = await db.artist.count({ where: { id: { in: artistIds } } })
  if (found < artistIds.length) throw new NotFoundError('One of these artists')
  return artistIds
}

function checkCount(picks: readonly string[], field: string) {
  if (picks.length > MOST_PICKS) throw new InvalidInputError(`At most ${MOST_PICKS} can be chosen.`, field)
}
