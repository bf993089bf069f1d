import { Album } from '../album-ref.ts'
import { Artist } from '../artist-ref.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { Genre } from '../genre-ref.ts'
import { nameKey } from '../name-key.ts'
import { pageSize } from '../page-size.ts'
import { Track } from '../track-ref.ts'
import { listGenres } from './genre.ts'
import { ALBUMS, ARTISTS, searchIds, TRACKS } from './search-index.ts'
import { searchWords } from './search-words.ts'

interface Search {
  words: string[]
  limit: number
}

/** Each list is searched when it is asked for. */
const SearchResult = builder.objectRef<Search>('SearchResult').implement({
  fields: (t) => ({
    tracks: t.prismaField({
      type: [Track],
      resolve: async (query, { words, limit }, _args, { db }) => {
        if (words.length === 0) return []
        const ids = await searchIds(db, { in: TRACKS, words, limit })
        return inOrder(ids, await db.track.findMany({ ...query, where: { id: { in: ids } } }))
      },
    }),
    artists: t.prismaField({
      type: [Artist],
      resolve: async (query, { words, limit }, _args, { db }) => {
        if (words.length === 0) return []
        const ids = await searchIds(db, { in: ARTISTS, words, limit })
        return inOrder(ids, await db.artist.findMany({ ...query, where: { id: { in: ids } } }))
      },
    }),
    albums: t.prismaField({
      type: [Album],
      resolve: async (query, { words, limit }, _args, { db }) => {
        if (words.length === 0) return []
        const ids = await searchIds(db, { in: ALBUMS, words, limit })
        return inOrder(ids, await db.album.findMany({ ...query, where: { id: { in: ids } } }))
      },
    }),
    genres: t.field({
      type: [Genre],
      resolve: async ({ words, limit }, _args, { db }) => {
        if (words.length === 0) return []
        const typed = words.map(nameKey)
        const genres = await listGenres(db)
        return genres.filter(({ name }) => typed.every((word) => nameKey(name).includes(word))).slice(0, limit)
      },
    }),
  }),
})

builder.queryField('search', (t) =>
  t.field({
    type: SearchResult,
    description: 'By title, artist, album and genre; accents, case and small slips do not matter.',
    args: { query: t.arg.string({ required: true }), first: t.arg.int({ defaultValue: 20 }) },
    resolve: (_root, { query, first }, context) => {
      requireListener(context)
      return { words: searchWords(query), limit: pageSize(first, 20) }
    },
  }),
)

function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
