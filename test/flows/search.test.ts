import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { addCatalogue } from '../setup/add-catalogue.ts'
import { startTestServer, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
let token: string

beforeAll(async () => {
  server = await startTestServer()
  token = (await server.signUp()).token
  await addCatalogue(server.deps, [
    { title: 'Jóga', artist: 'Björk', album: 'Homogenic', taggedGenre: 'trip hop' },
    { title: 'Hunter', artist: 'Björk', album: 'Homogenic', taggedGenre: 'trip hop' },
    { title: 'Paranoid Android', artist: 'Radiohead', album: 'OK Computer', taggedGenre: 'rock' },
    { title: 'Karma Police', artist: 'Radiohead', album: 'OK Computer', taggedGenre: 'rock' },
    { title: 'Creep', artist: 'Radiohead', taggedGenre: 'rock' },
    { title: 'Hello', artist: 'Adele', album: '25', taggedGenre: 'pop' },
    { title: 'Hello Goodbye', artist: 'The Beatles', taggedGenre: 'rock' },
    { title: 'Say Hello', artist: 'Deep Dish', taggedGenre: 'house' },
    { title: 'Othello', artist: 'Verdi Ensemble', taggedGenre: 'classical' },
    { title: 'Für Elise', artist: 'Ludwig van Beethoven', taggedGenre: 'classical' },
    { title: '100% Pure Love', artist: 'Crystal Waters', taggedGenre: 'house' },
    { title: '1000 Miles', artist: 'Vanessa', taggedGenre: 'pop' },
    { title: 'snake_case', artist: 'Dev', taggedGenre: 'electronic' },
    { title: 'snakeXcase', artist: 'Dev', taggedGenre: 'electronic' },
    { title: "Don't Stop", artist: 'AC\\DC', taggedGenre: 'rock' },
    { title: 'Группа крови', artist: 'Кино', taggedGenre: 'rock' },
    { title: '夜に駆ける', artist: 'YOASOBI', taggedGenre: 'j-pop' },
    { title: 'Cafe\u0301 del Mar', artist: 'Energy 52', taggedGenre: 'trance' },
  ])
})
afterAll(() => server?.close())

async function search(query: string, first = 20) {
  const { data, errors } = await server.graphql(
    `query ($query: String!, $first: Int) {
      search(query: $query, first: $first) {
        tracks { title } artists { name } albums { title artist { name } } genres { name trackCount }
      }
    }`,
    { query, first },
    { token },
  )
  expect(errors).toBeUndefined()
  const { tracks, artists, albums, genres } = data.search
  return {
    tracks: tracks.map((track: { title: string }) => track.title) as string[],
    artists: artists.map((artist: { name: string }) => artist.name) as string[],
    albums: albums.map((album: { title: string }) => album.title) as string[],
    genres: genres.map((genre: { name: string }) => genre.name) as string[],
  }
}

describe('accents and case do not matter', () => {
  test.each(['bjork', 'Björk', 'BJÖRK', 'bjo\u0308rk', 'BJORK '])('%j finds Björk and her tracks', async (query) => {
    const found = await search(query)
    expect(found.artists).toEqual(['Björk'])
    expect(found.tracks.sort()).toEqual(['Hunter', 'Jóga'])
    expect(found.albums).toEqual(['Homogenic'])
  })
  test('also where the stored name is written with combining accents, or another script', async () => {
    expect((await search('cafe del mar')).tracks).toEqual(['Cafe\u0301 del Mar'])
    expect((await search('группа')).tracks).toEqual(['Группа крови'])
    expect((await search('夜に')).tracks).toEqual(['夜に駆ける'])
    expect((await search('fur elise')).tracks).toEqual(['Für Elise'])
  })
})

describe('slips of the finger do not matter', () => {
  test.each([
    ['bjrok', 'Björk'],
    ['bjoerk', 'Björk'],
    ['radiohed', 'Radiohead'],
    ['raidohead', 'Radiohead'],
    ['beetles', 'The Beatles'],
    ['bethoven', 'Ludwig van Beethoven'],
  ])('%s finds %s', async (query, name) => {
    expect((await search(query)).artists).toEqual([name])
  })
  test('also in one of several words', async () => {
    expect((await search('radiohead parnoid')).tracks).toEqual(['Paranoid Android'])
    expect((await search('karma polise')).tracks).toEqual(['Karma Police'])
  })
  test('but what is nothing like it is not found', async () => {
    const found = await search('zzyzx')
    expect(found).toEqual({ tracks: [], artists: [], albums: [], genres: [] })
  })
})

test('what is called exactly so comes first, then what begins so, then words, then parts of words', async () => {
  expect((await search('hello')).tracks).toEqual(['Hello', 'Hello Goodbye', 'Say Hello', 'Othello'])
})

test('words may lie in title, artist and album, in any order', async () => {
  expect((await search('adele hello')).tracks).toEqual(['Hello'])
  expect((await search('hello beatles')).tracks).toEqual(['Hello Goodbye'])
  expect((await search('radiohead computer')).tracks.sort()).toEqual(['Karma Police', 'Paranoid Android'])
  expect((await search('radiohead computer')).albums).toEqual(['OK Computer'])
})

test('an artist’s name finds the artist’s tracks, and the beginning of a name is enough', async () => {
  expect((await search('radioh')).artists).toEqual(['Radiohead'])
  expect((await search('radioh')).tracks).toHaveLength(3)
})

test('genres are found by name', async () => {
  expect((await search('classic')).genres).toEqual(['classical'])
  expect((await search('TRIP')).genres).toEqual(['trip hop'])
})

test('one letter has to begin a word', async () => {
  expect((await search('k')).tracks.sort()).toEqual(['Karma Police'])
})

test('no more is found than was asked for', async () => {
  expect((await search('hello', 2)).tracks).toEqual(['Hello', 'Hello Goodbye'])
})

test('what means something to the database is searched as it stands', async () => {
  expect((await search('100%')).tracks).toEqual(['100% Pure Love'])
  expect((await search('snake_case')).tracks[0]).toBe('snake_case')
  expect((await search('snake_case', 1)).tracks).toEqual(['snake_case'])
  expect((await search('ac\\dc')).artists).toEqual(['AC\\DC'])
  expect((await search("don't")).tracks).toEqual(["Don't Stop"])
  expect((await search('%')).tracks).toEqual([])
  expect((await search('_')).tracks).toEqual([])
  expect((await search('\\')).tracks).toEqual([])
})

test.each([
  '',
  '   ',
  '\u0000',
  '\ud800',
  '\'; drop table "Track"; --',
  '" or 1=1',
  '$1 {{1}}',
  '%'.repeat(10_000),
  'a'.repeat(10_000),
  'hello '.repeat(2_000),
  '\u0301'.repeat(500),
  '👩‍🎤',
  'ﷺ'.repeat(300),
])('hostile input %# does no harm', async (query) => {
  const found = await search(query)
  expect(found.tracks.length).toBeLessThanOrEqual(4)
  expect((await search('hello')).tracks).toHaveLength(4)
})

test('nothing was typed, nothing is found', async () => {
  expect(await search('  ')).toEqual({ tracks: [], artists: [], albums: [], genres: [] })
})

test('only those who are signed in search', async () => {
  const { errors } = await server.graphql('{ search(query: "hello") { tracks { id } } }')
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})
