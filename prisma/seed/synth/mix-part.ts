import type { Random } from '../compose/random.ts'
import type { DrumPart, NotePart, PartMix, PartRole, Score } from '../compose/score.ts'
import { activeRms } from './active-rms.ts'
import { addChorus } from './chorus.ts'
import { driveAmplifier } from './drive.ts'
import { duckUnder } from './duck.ts'
import { cutHighs, cutLows, sweepLowPass } from './filters.ts'
import { playDrumHits } from './play-drums.ts'
import { playNotes } from './play-notes.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import { panGains, type Stereo } from './stereo.ts'

/** Where parts meet: the dry mix and what goes to the room and to the echo. */
export type MixBus = Stereo & { reverbSend: Float32Array; echoSend: Float32Array }

type Playing = { score: Score; time: (beat: number) => number; random: Random }

/** Level at which each role sits before its part's own `gainDb`: RMS while it sounds. */
const ROLE_RMS: Readonly<Record<PartRole, number>> = { melody: 0.105, chords: 0.062, bass: 0.1, texture: 0.04 }
const DRUM_RMS = 0.115
const DRIVE_RMS = 0.15

/** Plays a part, sends it through its own effects, brings it to its level and adds it to the mix. */
export function mixNotePart(part: NotePart, bus: MixBus, { score, time, random }: Playing): void {
  const signal = playNotes(part, time, random, bus.left.length)
  treat(part, signal, { score, time })
  const rms = activeRms(signal)
  if (rms === 0) return
  addToMix(part, signal, bus, (ROLE_RMS[part.role] / rms) * 10 ** ((part.gainDb ?? 0) / 20))
}

function treat(part: NotePart, signal: Float32Array, { score, time }: Omit<Playing, 'random'>): void {
  if (part.lowCutHz) cutLows(signal, part.lowCutHz)
  if (part.drive) {
    const rms = activeRms(signal)
    for (let i = 0; i < signal.length && rms > 0; i++) signal[i] *= DRIVE_RMS / rms
    driveAmplifier(signal, part.drive)
  }
  if (part.sweep) {
    sweepLowPass(
      signal,
      part.sweep.map(({ beat, hz }) => ({ at: time(beat) * SAMPLE_RATE_HZ, hz })),
    )
  }
  if (part.highCutHz) cutHighs(signal, part.highCutHz)
  if (part.tremoloHz) tremolo(signal, part.tremoloHz)
  if (part.duck) {
    const hits = score.drums.flatMap((drums) => drums.hits)
    const depth = part.duck
    duckUnder(
      signal,
      [...hits].sort((a, b) => a.beat - b.beat),
      { time, depth, recoverSeconds: 48 / score.song.bpm },
    )
  }
}

function addToMix(part: PartMix, signal: Float32Array, bus: MixBus, level: number): void {
  const [l, r] = panGains(part.pan ?? 0)
  const [left, right] = [bus.left, bus.right]
  const [toLeft, toRight] = [l * level, r * level]
  for (let i = 0; i < signal.length; i++) {
    left[i] += toLeft * signal[i]
    right[i] += toRight * signal[i]
  }
  if (part.chorus) addChorus(signal, bus, part.chorus * level)
  if (part.reverb) addSend(signal, bus.reverbSend, part.reverb * level)
  if (part.delay) addSend(signal, bus.echoSend, part.delay * level)
}

export function mixDrumPart(part: DrumPart, bus: MixBus, { time, random }: Playing): void {
  const drums = playDrumHits(part, time, random, bus.left.length)
  for (const side of [drums.left, drums.right]) {
    if (part.lowCutHz) cutLows(side, part.lowCutHz)
    if (part.highCutHz) cutHighs(side, part.highCutHz)
    if (part.sweep)
      sweepLowPass(
        side,
        part.sweep.map(({ beat, hz }) => ({ at: time(beat) * SAMPLE_RATE_HZ, hz })),
      )
  }
  const rms = Math.max(activeRms(drums.left), activeRms(drums.right))
  if (rms === 0) return
  const level = (DRUM_RMS / rms) * 10 ** ((part.gainDb ?? 0) / 20)
  addSend(drums.left, bus.left, level)
  addSend(drums.right, bus.right, level)
  if (part.reverb) addSend(drums.left, bus.reverbSend, level * part.reverb)
  if (part.delay) addSend(drums.right, bus.echoSend, level * part.delay)
}

function addSend(signal: Float32Array, send: Float32Array, gain: number): void {
  for (let i = 0; i < signal.length; i++) send[i] += gain * signal[i]
}

function tremolo(signal: Float32Array, hz: number): void {
  const rate = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  for (let start = 0; start < signal.length; start += 32) {
    const gain = 0.78 + 0.22 * Math.cos(rate * start)
    const slope = (0.78 + 0.22 * Math.cos(rate * (start + 32)) - gain) / 32
    const end = Math.min(signal.length, start + 32)
    for (let i = start; i < end; i++) signal[i] *= gain + slope * (i - start)
  }
}
