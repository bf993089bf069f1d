import { expect, test } from '@jest/globals'
import { amplitudeToDb, powerToDb } from './decibels.ts'

test('a tenth of the power is ten decibels less', () => {
  expect([...powerToDb(Float32Array.of(1, 0.1, 0.01))].map(Math.round)).toEqual([0, -10, -20])
  expect([...powerToDb(Float32Array.of(100, 10), { ref: 'max' })].map(Math.round)).toEqual([0, -10])
  expect([...powerToDb(Float32Array.of(100, 10), { ref: 10 })].map(Math.round)).toEqual([10, 0])
})

test('nothing lies further below the loudest than the floor, and silence is finite', () => {
  expect([...powerToDb(Float32Array.of(1, 1e-9))].map(Math.round)).toEqual([0, -80])
  expect([...powerToDb(Float32Array.of(1, 1e-9), { topDb: null })].map(Math.round)).toEqual([0, -90])
  expect([...powerToDb(new Float32Array(2), { ref: 'max' })]).toEqual([0, 0])
})

test('a tenth of the amplitude is twenty decibels less, and what is too small counts as the smallest', () => {
  expect([...amplitudeToDb(Float32Array.of(1, 0.1, 0))].map(Math.round)).toEqual([0, -20, -80])
  expect([...amplitudeToDb(Float32Array.of(1, 0), { topDb: null })].map(Math.round)).toEqual([0, -100])
  expect([...powerToDb(Float32Array.of(1, 0), { topDb: null, amin: 1e-3 })].map(Math.round)).toEqual([0, -30])
})
