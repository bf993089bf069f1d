import { expect, test } from '@jest/globals'
import { kindOfValues, numberListening } from './listening-data.ts'
import { parseArtists } from './parse-artists.ts'
import { parseContent } from './parse-content.ts'
import { parseListening } from './parse-listening.ts'

test('header, comments, empty lines, carriage returns and a byte order mark do no harm', () => {
  const { listeners, items, values, atMs } = parseListening(
    '\ufeffuser\titem\tplays\ttime\r\n# a comment\r\n\r\nann\tAbba, live\t3\t1700000000\r\nbob\tx\t0.5\t1700000001',
    'f',
  )
  expect(listeners).toEqual(['ann', 'bob'])
  expect(items).toEqual(['Abba, live', 'x'])
  expect([...values]).toEqual([3, 0.5])
  expect([...atMs!]).toEqual([1_700_000_000_000, 1_700_000_001_000])
})

test.each([
  ['a\tb\t1\nc\td', 'plays.tsv, line 2: expected "user item value [timestamp]", found 2 columns'],
  ['a\tb\t1\n\nc\td\tmany', 'plays.tsv, line 3: "many" is no number'],
  ['a\tb\t1\t5\nc\td\t1\tyesterday', 'plays.tsv, line 2: "yesterday" is no timestamp'],
  ['a\tb\t1\t5\nc\td\t1', 'plays.tsv, line 2: its timestamp is missing'],
  ['a\tb\t1\nc\td\t1\t5', 'plays.tsv, line 2: the lines before have no timestamp'],
  ['a\tb\t1\n\tb\t1', 'plays.tsv, line 2: user and item must not be empty'],
  ['user\titem\tvalue', 'plays.tsv, line 1: no entries'],
])('a file that cannot be read is told by its line', (text, message) => {
  expect(() => parseListening(text, 'plays.tsv')).toThrow(message)
})

test('counts of a pair add up, of ratings the last one stays, and each is recognised', () => {
  const counts = parseListening('a\tx\t7\na\tx\t5\nb\tx\t1', 'f')
  expect(kindOfValues(counts.values)).toBe('counts')
  expect([...numberListening([counts], 'counts').data[0].value]).toEqual([12, 1])
  const ratings = parseListening('a\tx\t2\na\tx\t5\nb\tx\t4', 'f')
  expect(kindOfValues(ratings.values)).toBe('ratings')
  expect([...numberListening([ratings], 'ratings').data[0].value]).toEqual([5, 4])
})

test('two files share their numbers', () => {
  const { data, itemNames } = numberListening(
    [parseListening('a\tx\t1', 'f'), parseListening('a\ty\t1', 'g')],
    'counts',
  )
  expect(itemNames).toEqual(['x', 'y'])
  expect(data.map(({ items, item }) => [items, ...item])).toEqual([
    [2, 0],
    [2, 1],
  ])
})

test('content is dense or sparse by its look', () => {
  expect(parseContent('item\td1\td2\td3\nx\t1\t2\t3\ny\t4\t5\t6', 'f')).toEqual({
    kind: 'vectors',
    dims: 3,
    vectors: new Map([
      ['x', Float32Array.of(1, 2, 3)],
      ['y', Float32Array.of(4, 5, 6)],
    ]),
  })
  const tags = new Map([
    ['x', new Map([['rock', 3]])],
    ['y', new Map([['17', 1]])],
  ])
  expect(parseContent('x\trock\t1\nx\trock\t2\ny\t17\t1', 'f')).toEqual({ kind: 'tags', tags })
  expect(parseContent('x\t0.5\t1\ny\t0.1\t2', 'f')).toMatchObject({ kind: 'vectors', dims: 2 })
  expect(() => parseContent('x\t1\t2\t3\ny\t4\t5', 'c.tsv')).toThrow(
    'c.tsv, line 2: 2 dimensions, in the lines before 3',
  )
  expect(() => parseContent('x\t1\t2\t3\nx\t4\t5\t6', 'c.tsv')).toThrow('c.tsv, line 2: item x occurs twice')
})

test('artists come one item a line', () => {
  expect(parseArtists('t1\tNina Simone\nt2\tCan', 'f')).toEqual(
    new Map(Object.entries({ t1: 'Nina Simone', t2: 'Can' })),
  )
  expect(() => parseArtists('t1\tCan\nt2', 'a.tsv')).toThrow('a.tsv, line 2: expected "item artist", found 1 columns')
})
