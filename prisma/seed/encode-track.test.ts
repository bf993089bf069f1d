import { expect, test } from '@jest/globals'
import { MPEGDecoder } from 'mpg123-decoder'
import { parseBuffer } from 'music-metadata'
import { coverArt } from './cover-art.ts'
import { demoTracks } from './demo-catalogue.ts'
import { renderDemoTrack } from './render-demo-track.ts'

const track = demoTracks().sort((a, b) => a.durationMs - b.durationMs)[0]
const encoded = renderDemoTrack(track)

test('tags and cover of an encoded demo track are read back as they were written', async () => {
  const { common, format } = await parseBuffer(await encoded, { mimeType: 'audio/mpeg' })
  expect(common).toMatchObject({
    title: track.title,
    artist: track.artist,
    album: track.album,
    albumartist: track.artist,
    genre: [track.genre],
    year: track.year,
    track: { no: track.trackNumber },
    bpm: track.bpm,
  })
  expect(common.picture?.[0].format).toBe('image/png')
  expect(Buffer.from(common.picture?.[0].data ?? []).equals(coverArt(track))).toBe(true)
  expect(format.numberOfChannels).toBe(2)
  expect(Math.abs((format.duration ?? 0) - track.durationMs / 1000)).toBeLessThan(0.1)
})

test('an encoded demo track decodes to its exact length and never clips', async () => {
  const decoder = new MPEGDecoder()
  await decoder.ready
  const { channelData, sampleRate, errors } = decoder.decode(await encoded)
  decoder.free()
  expect(errors).toEqual([])
  expect(Math.abs(channelData[0].length / sampleRate - track.durationMs / 1000)).toBeLessThan(0.05)
  const highest = channelData[0].reduce((high, sample) => (sample > high ? sample : high))
  expect(highest).toBeGreaterThan(0.3)
  expect(highest).toBeLessThan(1)
})
