import { mixToMono } from '@segue/audio-core/pcm'
import { resample } from '@segue/audio-core/resample'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { renderTrack } from '@segue/prisma/seed/render-track'

/** The beginning of a track of the demo catalogue, mono. */
export function composedClip({
  genre,
  sampleRateHz,
  seconds,
}: {
  genre: string
  sampleRateHz: number
  seconds: number
}) {
  const track = demoTracks().find((each) => each.genre === genre && each.durationMs >= seconds * 1000)
  if (!track) throw new Error(`the demo catalogue has no ${genre} of ${seconds} s`)
  const { sampleRateHz: ownRateHz, left, right } = renderTrack(track)
  const mono = mixToMono({ sampleRateHz: ownRateHz, channels: [left, right], truncated: false })
  return resample(mono.subarray(0, seconds * ownRateHz), { fromHz: ownRateHz, toHz: sampleRateHz })
}
