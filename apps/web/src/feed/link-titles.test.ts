import { expect, test } from '@jest/globals'
import { linkTitles } from './link-titles.ts'

const kites = { id: 'track-1', title: 'Kites' }
const kitesAtNight = { id: 'track-2', title: 'Kites at Night' }

test('a cited track becomes a link inside the sentence', () => {
  expect(linkTitles('Sounds like “Kites”, which you liked', [kites])).toEqual([
    { text: 'Sounds like “' },
    { text: 'Kites', trackId: 'track-1' },
    { text: '”, which you liked' },
  ])
})

test('of two titles at one place the longer one is meant', () => {
  expect(linkTitles('Kites at Night', [kites, kitesAtNight])).toEqual([{ text: 'Kites at Night', trackId: 'track-2' }])
})

test('a reason that names no track stays plain text', () => {
  expect(linkTitles('New this week', [kites])).toEqual([{ text: 'New this week' }])
})
