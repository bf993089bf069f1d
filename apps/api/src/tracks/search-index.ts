import type { Db } from '@segue/prisma/client'
import { Prisma } from '@segue/prisma/generated/client/client'
import { escapeLike } from './search-words.ts'
import { isTypo } from './typo.ts'

/** Where a kind of thing is searched. Every key is indexed by trigrams. */
interface Searchable {
  /** rows with `id`, `key` (what is ranked) and `words` (all that may match) */
  rows: Prisma.Sql
  /** ids of the rows where one condition holds on one of the searched keys */
  idsWhere(holds: (key: Prisma.Sql) => Prisma.Sql): Prisma.Sql
}

const title = (table: string) => Prisma.raw(`search_key(${table}.title)`)
const name = Prisma.raw('search_key(artist.name)')

export const TRACKS: Searchable = {
  rows: Prisma.sql`
    select track.id, ${title('track')} as key,
      ${title('track')} || ' ' || ${name} || ' ' || coalesce(${title('album')}, '') as words
    from "Track" track join "Artist" artist on artist.id = track."artistId"
      left join "Album" album on album.id = track."albumId"`,
  idsWhere: (holds) => Prisma.sql`
    select track.id from "Track" track where ${holds(title('track'))}
    union select track.id from "Track" track where track."artistId" in (
      select artist.id from "Artist" artist where ${holds(name)})
    union select track.id from "Track" track where track."albumId" in (
      select album.id from "Album" album where ${holds(title('album'))})`,
}

export const ARTISTS: Searchable = {
  rows: Prisma.sql`select artist.id, ${name} as key, ${name} as words from "Artist" artist`,
  idsWhere: (holds) => Prisma.sql`select artist.id from "Artist" artist where ${holds(name)}`,
}

export const ALBUMS: Searchable = {
  rows: Prisma.sql`
    select album.id, ${title('album')} as key, ${title('album')} || ' ' || ${name} as words
    from "Album" album join "Artist" artist on artist.id = album."artistId"`,
  idsWhere: (holds) => Prisma.sql`
    select album.id from "Album" album where ${holds(title('album'))}
    union select album.id from "Album" album where album."artistId" in (
      select artist.id from "Artist" artist where ${holds(name)})`,
}

export interface SearchRequest {
  in: Searchable
  /** not empty */
  words: readonly string[]
  limit: number
}

/**
 * Ids, best first: what is called exactly so, what begins so, what has a word that begins so, what contains it, and
 * where that is not enough, what is spelt nearly so. All words have to match, each anywhere in title, artist or album.
 */
export async function searchIds(db: Db, request: SearchRequest): Promise<string[]> {
  const found = await matchingIds(db, request)
  if (found.length >= request.limit) return found
  const similar = await misspeltIds(db, request)
  return [...new Set([...found, ...similar])].slice(0, request.limit)
}

async function matchingIds(db: Db, { in: searched, words, limit }: SearchRequest): Promise<string[]> {
  const phrase = words.join(' ')
  const key = Prisma.sql`search_key(${phrase})`
  const startsWith = Prisma.sql`search_key(${escapeLike(phrase)}) || '%'`
  const everyWordStarts = words.map((word) => Prisma.sql`(' ' || words) like ${wordStart(word)}`)
  const rows = await db.$queryRaw<{ id: string }[]>`
    with ${candidates(searched, words, contains)}
    select id from candidate
    order by
      case
        when key = ${key} then 0
        when key like ${startsWith} then 1
        when words like '% ' || ${startsWith} then 2
        when ${Prisma.join(everyWordStarts, ' and ')} then 3
        else 4
      end,
      length(key), key, id
    limit ${limit}`
  return rows.map(({ id }) => id)
}

/** One or two letters are no trigram and are in nearly everything: they have to begin a word. */
function contains(key: Prisma.Sql, word: string) {
  if (word.length > 2) return Prisma.sql`${key} like '%' || search_key(${escapeLike(word)}) || '%'`
  return Prisma.sql`(${key} like search_key(${escapeLike(word)}) || '%' or ${key} like ${wordStart(word)})`
}

const wordStart = (word: string) => Prisma.sql`'% ' || search_key(${escapeLike(word)}) || '%'`

const CANDIDATES = 200
/** Low, because one slip changes up to three of a short word's six trigrams: `isTypo` decides. */
const SIMILAR_ENOUGH = 0.3

async function misspeltIds(db: Db, { in: searched, words, limit }: SearchRequest): Promise<string[]> {
  const resembles = (key: Prisma.Sql, word: string) =>
    Prisma.sql`(${contains(key, word)} or search_key(${word}) <% ${key})`
  const similarities = words.map((word) => Prisma.sql`word_similarity(search_key(${word}), words)`)
  const [, rows] = await db.$transaction([
    db.$executeRaw`select set_config('pg_trgm.word_similarity_threshold', ${String(SIMILAR_ENOUGH)}, true)`,
    db.$queryRaw<{ id: string; words: string; typed: string[] }[]>`
      with ${candidates(searched, words, resembles)}
      select id, words, array[${Prisma.join(words.map((word) => Prisma.sql`search_key(${word})`))}] as typed
      from candidate
      order by ${Prisma.join(similarities, ' + ')} desc, length(key), key, id
      limit ${CANDIDATES}`,
  ])
  return rows
    .filter(({ words: text, typed }) => typed.every((word) => text.includes(word) || hasTypoOf(word, text)))
    .slice(0, limit)
    .map(({ id }) => id)
}

/** A number is another number, not a slip. */
function hasTypoOf(typed: string, text: string) {
  if (/\p{N}/u.test(typed)) return false
  return text.split(/[^\p{L}\p{N}]+/u).some((meant) => isTypo(typed, meant))
}

/**
 * The rows where every word is found, as `candidate`. First the ids by the indexes alone, then the keys once per row:
 * left to itself, PostgreSQL computes the keys of the whole catalogue, several times.
 */
function candidates(
  { rows, idsWhere }: Searchable,
  words: readonly string[],
  matches: (key: Prisma.Sql, word: string) => Prisma.Sql,
) {
  const found = words.map((word) => Prisma.sql`(${idsWhere((key) => matches(key, word))})`)
  return Prisma.sql`
    found as materialized (${Prisma.join(found, ' intersect ')}),
    candidate as materialized (select * from (${rows}) keyed where id in (select id from found))`
}
