import { createRandom, hashText } from '../compose/random.ts'
import type { Score } from '../compose/score.ts'
import { softClip } from './drive.ts'
import { addEcho } from './echo.ts'
import { cutLows } from './filters.ts'
import { limit } from './limit.ts'
import { integratedLufs } from './loudness.ts'
import { type MixBus, mixDrumPart, mixNotePart } from './mix-part.ts'
import { addReverb } from './reverb.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import { createStereo, type Stereo } from './stereo.ts'
import { createTimeline } from './timeline.ts'
import { addVinyl, wow } from './worn-record.ts'

const TARGET_LUFS = -15
/** −2.6 dBFS: what a lossy encoder overshoots still stays below −1. */
const CEILING = 0.74

/** Plays a score from its first beat for `samples` samples: parts, room, echo, mastering, end. */
export function renderScore(score: Score, samples: number): Stereo {
  const time = createTimeline(score)
  const bus = createBus(samples)
  const random = createRandom(hashText(score.song.title))
  for (const part of score.drums) mixDrumPart(part, bus, { score, time, random })
  for (const part of score.parts) mixNotePart(part, bus, { score, time, random })
  addRoom(score, bus)
  master(score, bus)
  fadeEnd(score, bus)
  return { left: bus.left, right: bus.right }
}

function createBus(samples: number): MixBus {
  return { ...createStereo(samples), reverbSend: new Float32Array(samples), echoSend: new Float32Array(samples) }
}

function addRoom({ song, master }: Score, bus: MixBus): void {
  if (master.delayBeats) {
    const seconds = (master.delayBeats * 60) / song.bpm
    addEcho(bus.echoSend, bus, { seconds, feedback: master.delayFeedback ?? 0.4 })
    for (let i = 0; i < bus.echoSend.length; i++) bus.reverbSend[i] += 0.3 * bus.echoSend[i]
  }
  const seconds = master.reverbSeconds ?? 1.4
  addReverb(bus.reverbSend, bus, { seconds, brightness: master.reverbBrightness ?? 0.6 })
}

function master({ master }: Score, bus: MixBus): void {
  for (const side of [bus.left, bus.right]) {
    cutLows(side, 28)
    if (master.wowCents) wow(side, master.wowCents)
  }
  if (master.vinyl) addVinyl(bus, master.vinyl)
  const gain = 10 ** ((TARGET_LUFS - integratedLufs(bus.left, bus.right)) / 20)
  const warmth = 0.5 + (master.warmth ?? 0.3)
  for (const side of [bus.left, bus.right]) {
    for (let i = 0; i < side.length; i++) side[i] = softClip(side[i] * gain * warmth) / warmth
  }
  limit(bus.left, bus.right, CEILING)
}

/** The written fade, and always a last moment to zero. */
function fadeEnd({ song, master }: Score, { left, right }: Stereo): void {
  const samples = left.length
  const seconds = master.fadeOutBeats ? (master.fadeOutBeats * 60) / song.bpm : 0.4
  const span = Math.min(samples, Math.round(seconds * SAMPLE_RATE_HZ))
  for (let i = 0; i < span; i++) {
    const gain = (1 - (i + 1) / span) ** 1.5
    left[samples - span + i] *= gain
    right[samples - span + i] *= gain
  }
}
