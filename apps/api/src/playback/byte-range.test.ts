import { expect, test } from '@jest/globals'
import { byteRange } from './byte-range.ts'

const whole = { kind: 'whole' }
const unsatisfiable = { kind: 'unsatisfiable' }
const part = (start: number, end: number) => ({ kind: 'part', range: { start, end } })

test.each([
  ['bytes=0-499', part(0, 499)],
  ['bytes=500-999', part(500, 999)],
  ['bytes=0-0', part(0, 0)],
  ['bytes=999-999', part(999, 999)],
  ['bytes=999-', part(999, 999)],
  ['bytes=0-', part(0, 999)],
  ['bytes=500-', part(500, 999)],
  ['bytes=900-5000', part(900, 999)],
  ['bytes=900-99999999999999999999999999', part(900, 999)],
  ['bytes=-1', part(999, 999)],
  ['bytes=-500', part(500, 999)],
  ['bytes=-1000', part(0, 999)],
  ['bytes=-5000', part(0, 999)],
  ['BYTES=1-2', part(1, 2)],
  ['bytes= 1-2 ', part(1, 2)],
  ['bytes=0001-0002', part(1, 2)],
])('a player that asks for %s of 1,000 bytes gets that part', (header, answer) => {
  expect(byteRange(header, 1000)).toEqual(answer)
})

test.each(['bytes=1000-', 'bytes=1000-1000', 'bytes=5000-6000', 'bytes=99999999999999999999999999-', 'bytes=-0'])(
  '%s of 1,000 bytes cannot be satisfied',
  (header) => expect(byteRange(header, 1000)).toEqual(unsatisfiable),
)

test.each([
  undefined,
  '',
  'bytes',
  'bytes=',
  'bytes=-',
  'bytes=abc',
  'bytes=1',
  'bytes=a-b',
  'bytes=1-b',
  'bytes=-1-2',
  'bytes=--1',
  'bytes=1--2',
  'bytes=2-1',
  'bytes=1.5-2',
  'bytes=1e2-',
  'bytes=+1-2',
  'bytes=0x1-0x2',
  'bytes 1-2',
  'bytes =1-2',
  'items=1-2',
  'bytes=1-2;3-4',
  'bytes=٣-٤',
])('a header that is malformed or in another unit (%j) is ignored', (header) => {
  expect(byteRange(header, 1000)).toEqual(whole)
})

test.each(['bytes=0-1,5-6', 'bytes=0-0,-1', 'bytes=0-1, 5-6', 'bytes=,0-1'])(
  'several ranges (%s) are answered with the whole file',
  (header) => expect(byteRange(header, 1000)).toEqual(whole),
)

test('an empty file has no part, but can be had whole', () => {
  expect(byteRange(undefined, 0)).toEqual(whole)
  expect(byteRange('bytes=0-', 0)).toEqual(unsatisfiable)
  expect(byteRange('bytes=0-0', 0)).toEqual(unsatisfiable)
  expect(byteRange('bytes=-1', 0)).toEqual(unsatisfiable)
})

test('every part that is answered lies within the file and is not empty', () => {
  for (const size of [0, 1, 2, 7])
    for (let first = -1; first < 10; first++)
      for (let last = -1; last < 10; last++) {
        const header = `bytes=${first < 0 ? '' : first}-${last < 0 ? '' : last}`
        const answer = byteRange(header, size)
        if (answer.kind !== 'part') continue
        const { start, end } = answer.range
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end).toBeLessThan(size)
      }
})
