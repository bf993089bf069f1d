import { expect, test } from '@jest/globals'
import { isTypo } from './typo.ts'

test.each([
  ['bjrok', 'bjork'],
  ['bjoerk', 'bjork'],
  ['bork', 'bjork'],
  ['bjirk', 'bjork'],
  ['radiohed', 'radiohead'],
  ['raidoheda', 'radiohead'],
  ['same', 'same'],
])('%s was meant to be %s', (typed, meant) => {
  expect(isTypo(typed, meant)).toBe(true)
  expect(isTypo(meant, typed)).toBe(true)
})

test.each([
  ['cat', 'car'],
  ['love', 'live long'],
  ['bjork', 'bark'],
  ['queen', 'green day'],
  ['', 'a'],
  ['radio', 'radiohead'],
])('%s is another word than %s', (typed, meant) => {
  expect(isTypo(typed, meant)).toBe(false)
  expect(isTypo(meant, typed)).toBe(false)
})
