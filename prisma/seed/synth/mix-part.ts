import type { Random } from '../compose/random.ts'
import type { DrumPart, NotePart, PartMix, PartRole, Score } from '../compose/score.ts'
import { activeRms } from './active-rms.ts'
import { addChorus } from './chorus.ts'
import { driveAmplifier } from './drive.ts'
import { duckUnder } from './duck.ts'
import { cutHighs, cutLows, sweepLowPass } from './filters.ts'
import { playDrumHits } from './play-drums.ts'
import { type PlayedPart, playNotes } from './play-notes.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'
import { panGains, type Stereo } from './stereo.ts'

/** Where parts meet: the dry mix and what goes to the room and to the echo. */
export type MixBus = Stereo & { reverbSend: Float32Array; echoSend: Float32Array }

type Playing = { score: Score; time: (beat: number) => number; random: Random }

/** Level at which each role sits before its part's own `gainDb`: RMS while it sounds. */
const ROLE_RMS: Readonly<Record<PartRole, number>> = { melody: 0.105, chords: 0.062, bass: 0.1, texture: 0.04 }
const DRUM_RMS = 0.14
const DRIVE_RMS = 0.15

/** Plays a part, sends it through its own effects, brings it to its level and adds it to the mix. */
export function mixNotePart(part: NotePart, bus: MixBus, { score, time, random }: Playing): void {
  const played = playNotes(part, time, random, bus.left.length)
  const sampleAt = (beat: number) => Math.round(time(beat) * SAMPLE_RATE_HZ) - played.offset
  treat(part, played.signal, { score, sampleAt })
  const rms = activeRms(played.signal)
  if (rms > 0) addToMix(part, played, bus, (ROLE_RMS[part.role] / rms) * 10 ** ((part.gainDb ?? 0) / 20))
}

type Treatment = { score: Score; sampleAt: (beat: number) => number }

function treat(part: NotePart, signal: Float32Array, { score, sampleAt }: Treatment): void {
  if (part.lowCutHz) cutLows(signal, part.lowCutHz)
  if (part.drive) amplify(signal, part.drive)
  if (part.sweep) sweepLowPass(signal, sweepPoints(part.sweep, sampleAt))
  if (part.highCutHz) cutHighs(signal, part.highCutHz)
  if (part.tremoloHz) tremolo(signal, part.tremoloHz)
  if (part.duck) {
    const kicks = score.drums.flatMap(({ hits }) => hits.filter(({ drum }) => drum === 'kick'))
    const at = kicks.map(({ beat }) => sampleAt(beat)).sort((a, b) => a - b)
    duckUnder(signal, at, { depth: part.duck, recoverSeconds: 48 / score.song.bpm })
  }
}

function amplify(signal: Float32Array, drive: number): void {
  const rms = activeRms(signal)
  if (rms === 0) return
  for (let i = 0; i < signal.length; i++) signal[i] *= DRIVE_RMS / rms
  driveAmplifier(signal, drive)
}

const sweepPoints = (sweep: NonNullable<PartMix['sweep']>, sampleAt: (beat: number) => number) =>
  sweep.map(({ beat, hz }) => ({ at: sampleAt(beat), hz }))

function addToMix(part: PartMix, { signal, offset }: PlayedPart, bus: MixBus, level: number): void {
  const [l, r] = panGains(part.pan ?? 0)
  const [toLeft, toRight] = [l * level, r * level]
  const toRoom = (part.reverb ?? 0) * level
  const toEcho = (part.delay ?? 0) * level
  const left = bus.left.subarray(offset)
  const right = bus.right.subarray(offset)
  const reverbSend = bus.reverbSend.subarray(offset)
  const echoSend = bus.echoSend.subarray(offset)
  for (let i = 0; i < signal.length; i++) {
    const x = signal[i]
    left[i] += toLeft * x
    right[i] += toRight * x
    reverbSend[i] += toRoom * x
    echoSend[i] += toEcho * x
  }
  if (part.chorus) addChorus(signal, { left, right }, part.chorus * level)
}

export function mixDrumPart(part: DrumPart, bus: MixBus, { time, random }: Playing): void {
  const drums = playDrumHits(part, time, random, bus.left.length)
  for (const side of [drums.left, drums.right]) {
    if (part.lowCutHz) cutLows(side, part.lowCutHz)
    if (part.highCutHz) cutHighs(side, part.highCutHz)
    if (part.sweep)
      sweepLowPass(
        side,
        sweepPoints(part.sweep, (beat) => time(beat) * SAMPLE_RATE_HZ),
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
