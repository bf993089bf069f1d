import { noiseTable } from './noise.ts'
import { SAMPLE_RATE_HZ } from './sample-rate.ts'

/** A struck skin: a sine that falls in pitch. Kicks, toms, congas. */
export type SkinVoice = {
  kind: 'skin'
  fromHz: number
  toHz: number
  /** Seconds in which the pitch settles, and to −60 dB. */
  sweep: number
  decay: number
  click: number
  /** Overdrive of the sine, 0–1. */
  punch?: number
  level: number
}

/** Filtered noise with a shape: shakers, brushes, claps (several `bursts`), the wires of a snare. */
export type NoiseVoice = {
  kind: 'noise'
  lowHz: number
  highHz: number
  attack?: number
  decay: number
  bursts?: number
  level: number
}

/** Two tuned skin modes and wires. */
export type SnareVoice = {
  kind: 'snare'
  toneHz: number
  toneDecay: number
  wireDecay: number
  wireHz: number
  wires: number
  level: number
}

/** Six inharmonic square waves and noise behind a high-pass: hats, rides, crashes. */
export type MetalVoice = {
  kind: 'metal'
  hz: number
  highPassHz: number
  decay: number
  noise: number
  ping?: number
  level: number
}

/** A short ringing block: rim, clave, cowbell. */
export type BlockVoice = { kind: 'block'; hz: readonly number[]; decay: number; level: number }

export type DrumVoice = SkinVoice | NoiseVoice | SnareVoice | MetalVoice | BlockVoice

/** Renders one hit, mono; the array is as long as the sound. `variant` changes the noise, not the character. */
export function renderDrum(voice: DrumVoice, variant: number): Float32Array {
  switch (voice.kind) {
    case 'skin':
      return finish(renderSkin(voice, variant), voice.level)
    case 'noise':
      return finish(renderNoise(voice, variant), voice.level)
    case 'snare':
      return finish(renderSnare(voice, variant), voice.level)
    case 'metal':
      return finish(renderMetal(voice, variant), voice.level)
    case 'block':
      return finish(renderBlock(voice), voice.level)
    default:
      return unreachable(voice)
  }
}

function renderSkin(voice: SkinVoice, variant: number): Float32Array {
  const out = silence(voice.decay * 1.1)
  const fall = 10 ** (-3 / (voice.decay * SAMPLE_RATE_HZ))
  const settle = Math.exp(-5 / (voice.sweep * SAMPLE_RATE_HZ))
  const drive = 1 + 4 * (voice.punch ?? 0)
  let above = voice.fromHz - voice.toHz
  let phase = 0
  let gain = 1
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.tanh(drive * gain * Math.sin(phase)) / Math.tanh(drive)
    phase += (2 * Math.PI * (voice.toHz + above)) / SAMPLE_RATE_HZ
    above *= settle
    gain *= fall
  }
  const click = renderNoise({ kind: 'noise', lowHz: 1500, highHz: 6000, decay: 0.018, level: 1 }, variant)
  mixInto(out, click, voice.click)
  return out
}

function renderNoise(voice: NoiseVoice, variant: number): Float32Array {
  const bursts = voice.bursts ?? 1
  const out = silence((voice.attack ?? 0) + voice.decay + bursts * 0.011)
  const noise = noiseTable()
  const offset = (variant * 9973 + Math.round(voice.lowHz)) & 65535
  const attack = Math.max(1, (voice.attack ?? 0.0008) * SAMPLE_RATE_HZ)
  const fall = 10 ** (-3 / (voice.decay * SAMPLE_RATE_HZ))
  for (let burst = 0; burst < bursts; burst++) {
    const start = Math.round(burst * 0.0105 * SAMPLE_RATE_HZ)
    const last = burst === bursts - 1
    let gain = last ? 1 : 0.8
    for (let i = 0; start + i < out.length; i++) {
      out[start + i] += noise[(offset + start + i) & 131071] * gain * Math.min(1, i / attack)
      if (i > attack) gain *= last ? fall : 0.988
      if (gain < 1e-4) break
    }
  }
  bandPass(out, voice.lowHz, voice.highHz)
  return out
}

function renderSnare(voice: SnareVoice, variant: number): Float32Array {
  const decay = voice.wireDecay
  const out = renderNoise({ kind: 'noise', lowHz: voice.wireHz, highHz: 13000, decay, level: 1 }, variant)
  for (let i = 0; i < out.length; i++) out[i] *= voice.wires
  const tone = silence(voice.toneDecay)
  const fall = 10 ** (-3 / (voice.toneDecay * SAMPLE_RATE_HZ))
  let gain = 0.7
  let low = 0
  let high = 0
  for (let i = 0; i < tone.length; i++) {
    const bend = 1 + 0.35 * Math.exp(-i / 220)
    low += (2 * Math.PI * voice.toneHz * bend) / SAMPLE_RATE_HZ
    high += (2 * Math.PI * voice.toneHz * 1.78 * bend) / SAMPLE_RATE_HZ
    tone[i] = gain * (Math.sin(low) + 0.5 * Math.sin(high))
    gain *= fall
  }
  mixInto(out, tone, 1)
  return out
}

const METAL_RATIOS = [1, 1.342, 1.523, 1.716, 2.117, 2.633]

function renderMetal(voice: MetalVoice, variant: number): Float32Array {
  const out = silence(voice.decay)
  const noise = noiseTable()
  const offset = variant * 7151
  const phases = METAL_RATIOS.map((_, k) => (k * 0.37 + variant * 0.11) % 1)
  const fall = 10 ** (-3 / (voice.decay * SAMPLE_RATE_HZ))
  let gain = 1
  for (let i = 0; i < out.length; i++) {
    let sum = 0
    for (let k = 0; k < 6; k++) {
      phases[k] += (voice.hz * METAL_RATIOS[k]) / SAMPLE_RATE_HZ
      if (phases[k] >= 1) phases[k] -= 1
      sum += phases[k] < 0.5 ? 1 : -1
    }
    const hit = 1 + 1.5 * Math.exp(-i / 90)
    out[i] = gain * hit * ((sum / 6) * (1 - voice.noise) + noise[(offset + i) & 131071] * voice.noise)
    gain *= fall
  }
  bandPass(out, voice.highPassHz, 15000)
  bandPass(out, voice.highPassHz * 0.8, 15000)
  if (voice.ping) addPing(out, voice.ping, voice.decay)
  return out
}

function addPing(out: Float32Array, level: number, decay: number): void {
  for (const [hz, share] of [
    [2870, 1],
    [4130, 0.6],
    [5560, 0.5],
  ]) {
    const fall = 10 ** (-3 / (decay * 0.28 * SAMPLE_RATE_HZ))
    let gain = level * share
    for (let i = 0; i < out.length; i++) {
      out[i] += gain * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ)
      gain *= fall
    }
  }
}

function renderBlock(voice: BlockVoice): Float32Array {
  const out = silence(voice.decay)
  const fall = 10 ** (-3 / (voice.decay * SAMPLE_RATE_HZ))
  for (const hz of voice.hz) {
    let gain = 1 / voice.hz.length
    for (let i = 0; i < out.length; i++) {
      out[i] += gain * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ)
      gain *= fall
    }
  }
  return out
}

const silence = (seconds: number) => new Float32Array(Math.ceil(seconds * SAMPLE_RATE_HZ))

function mixInto(out: Float32Array, other: Float32Array, level: number): void {
  for (let i = 0; i < Math.min(out.length, other.length); i++) out[i] += level * other[i]
}

function bandPass(out: Float32Array, lowHz: number, highHz: number): void {
  const low = 1 - Math.exp((-2 * Math.PI * lowHz) / SAMPLE_RATE_HZ)
  const high = 1 - Math.exp((-2 * Math.PI * Math.min(highHz, 14500)) / SAMPLE_RATE_HZ)
  let below = 0
  let smooth = 0
  for (let i = 0; i < out.length; i++) {
    below += low * (out[i] - below)
    smooth += high * (out[i] - below - smooth)
    out[i] = smooth
  }
}

/** Peak to `level`, first and last samples to zero. */
function finish(out: Float32Array, level: number): Float32Array {
  let peak = 1e-9
  for (let i = 0; i < out.length; i++) peak = Math.max(peak, Math.abs(out[i]))
  const tail = Math.min(out.length, 400)
  for (let i = 0; i < out.length; i++) out[i] *= level / peak
  for (let i = 0; i < tail; i++) out[out.length - 1 - i] *= i / tail
  for (let i = 0; i < 8; i++) out[i] *= i / 8
  return out
}

function unreachable(voice: never): never {
  throw new Error(`No renderer for ${JSON.stringify(voice)}`)
}
