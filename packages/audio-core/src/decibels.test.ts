import { expect, test } from '@jest/globals'
import { powerToDb } from './decibels.ts'

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
