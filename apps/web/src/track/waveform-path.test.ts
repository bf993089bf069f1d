import { expect, test } from '@jest/globals'
import { waveformPath } from './waveform-path.ts'

test('the loudest part of a waveform is drawn highest, silence as a dot', () => {
  expect(waveformPath([0, 0, 255, 128], 2)).toBe('M0.5 47.0V53.0M1.5 4.0V96.0')
})

test('a waveform with fewer peaks than bars still fills the picture', () => {
  expect(waveformPath([255], 4).match(/M/g)).toHaveLength(4)
})
