import type { DrumName } from './drum-name.ts'
import type { DrumVoice } from './drum-voice.ts'

export type DrumKit = Readonly<Record<DrumName, DrumVoice>>

const acoustic: DrumKit = {
  kick: { kind: 'skin', fromHz: 150, toHz: 52, sweep: 0.06, decay: 0.32, click: 0.25, punch: 0.3, level: 1 },
  snare: { kind: 'snare', toneHz: 188, toneDecay: 0.16, wireDecay: 0.24, wireHz: 1400, wires: 0.8, level: 0.72 },
  rim: { kind: 'block', hz: [1720, 2410, 520], decay: 0.06, level: 0.5 },
  clap: { kind: 'noise', lowHz: 900, highHz: 4200, decay: 0.2, bursts: 4, level: 0.55 },
  hat: { kind: 'metal', hz: 410, highPassHz: 6800, decay: 0.07, noise: 0.55, level: 0.3 },
  openHat: { kind: 'metal', hz: 410, highPassHz: 6200, decay: 0.45, noise: 0.5, level: 0.3 },
  ride: { kind: 'metal', hz: 520, highPassHz: 5200, decay: 1.1, noise: 0.45, ping: 0.05, level: 0.26 },
  crash: { kind: 'metal', hz: 330, highPassHz: 3600, decay: 1.9, noise: 0.65, level: 0.42 },
  tomHigh: { kind: 'skin', fromHz: 230, toHz: 148, sweep: 0.12, decay: 0.42, click: 0.12, level: 0.75 },
  tomLow: { kind: 'skin', fromHz: 140, toHz: 88, sweep: 0.14, decay: 0.55, click: 0.12, level: 0.8 },
  shaker: { kind: 'noise', lowHz: 5200, highHz: 12000, attack: 0.018, decay: 0.09, level: 0.22 },
  clave: { kind: 'block', hz: [2480], decay: 0.09, level: 0.4 },
  cowbell: { kind: 'block', hz: [562, 845], decay: 0.24, level: 0.35 },
  conga: { kind: 'skin', fromHz: 330, toHz: 285, sweep: 0.04, decay: 0.26, click: 0.2, level: 0.5 },
  congaLow: { kind: 'skin', fromHz: 225, toHz: 190, sweep: 0.05, decay: 0.36, click: 0.12, level: 0.55 },
  brush: { kind: 'noise', lowHz: 2200, highHz: 9000, attack: 0.03, decay: 0.2, level: 0.3 },
  tambourine: { kind: 'metal', hz: 1260, highPassHz: 7200, decay: 0.16, noise: 0.6, level: 0.24 },
}

const jazz: DrumKit = {
  ...acoustic,
  kick: { kind: 'skin', fromHz: 120, toHz: 62, sweep: 0.05, decay: 0.3, click: 0.1, level: 0.62 },
  snare: { kind: 'snare', toneHz: 215, toneDecay: 0.1, wireDecay: 0.17, wireHz: 2000, wires: 1, level: 0.42 },
  hat: { kind: 'metal', hz: 460, highPassHz: 7400, decay: 0.06, noise: 0.6, level: 0.24 },
  ride: { kind: 'metal', hz: 560, highPassHz: 4800, decay: 0.9, noise: 0.3, ping: 0.07, level: 0.36 },
}

const heavy: DrumKit = {
  ...acoustic,
  kick: { kind: 'skin', fromHz: 210, toHz: 56, sweep: 0.035, decay: 0.2, click: 0.75, punch: 0.5, level: 0.95 },
  snare: { kind: 'snare', toneHz: 205, toneDecay: 0.2, wireDecay: 0.3, wireHz: 1100, wires: 0.9, level: 0.95 },
  crash: { kind: 'metal', hz: 350, highPassHz: 3200, decay: 2.1, noise: 0.7, level: 0.5 },
}

const house: DrumKit = {
  ...acoustic,
  kick: { kind: 'skin', fromHz: 260, toHz: 48, sweep: 0.045, decay: 0.36, click: 0.35, punch: 0.7, level: 1 },
  snare: { kind: 'snare', toneHz: 175, toneDecay: 0.12, wireDecay: 0.22, wireHz: 1200, wires: 1, level: 0.6 },
  hat: { kind: 'metal', hz: 540, highPassHz: 8200, decay: 0.055, noise: 0.35, level: 0.3 },
  openHat: { kind: 'metal', hz: 540, highPassHz: 7600, decay: 0.3, noise: 0.4, level: 0.33 },
  clap: { kind: 'noise', lowHz: 1000, highHz: 5200, decay: 0.24, bursts: 4, level: 0.6 },
}

const boom: DrumKit = {
  ...acoustic,
  kick: { kind: 'skin', fromHz: 115, toHz: 44, sweep: 0.07, decay: 0.55, click: 0.18, punch: 0.5, level: 1 },
  snare: { kind: 'snare', toneHz: 178, toneDecay: 0.13, wireDecay: 0.2, wireHz: 950, wires: 0.7, level: 0.74 },
  hat: { kind: 'metal', hz: 380, highPassHz: 6000, decay: 0.06, noise: 0.6, level: 0.24 },
  openHat: { kind: 'metal', hz: 380, highPassHz: 5600, decay: 0.3, noise: 0.6, level: 0.24 },
}

const deep: DrumKit = {
  ...house,
  kick: { kind: 'skin', fromHz: 130, toHz: 41, sweep: 0.08, decay: 0.95, click: 0.15, punch: 0.6, level: 1 },
  snare: { kind: 'snare', toneHz: 190, toneDecay: 0.1, wireDecay: 0.18, wireHz: 1600, wires: 1, level: 0.6 },
  cowbell: { kind: 'block', hz: [540, 800], decay: 0.3, level: 0.3 },
}

const chip: DrumKit = {
  ...acoustic,
  kick: { kind: 'skin', fromHz: 420, toHz: 60, sweep: 0.05, decay: 0.14, click: 0, punch: 1, level: 0.9 },
  snare: { kind: 'noise', lowHz: 700, highHz: 7000, decay: 0.14, level: 0.6 },
  hat: { kind: 'noise', lowHz: 6500, highHz: 14000, decay: 0.035, level: 0.3 },
  openHat: { kind: 'noise', lowHz: 6000, highHz: 14000, decay: 0.12, level: 0.3 },
  crash: { kind: 'noise', lowHz: 2500, highHz: 14000, decay: 0.5, level: 0.4 },
}

/** The kits that genres play. */
export const DRUM_KITS = { acoustic, jazz, heavy, house, boom, deep, chip } as const

/** A kit with every skin tuned and every decay stretched: how two drummers of a genre differ. */
export function retune(kit: DrumKit, { pitch = 1, length = 1 }: { pitch?: number; length?: number }): DrumKit {
  const tune = (voice: DrumVoice): DrumVoice => {
    switch (voice.kind) {
      case 'skin':
        return { ...voice, fromHz: voice.fromHz * pitch, toHz: voice.toHz * pitch, decay: voice.decay * length }
      case 'snare':
        return { ...voice, toneHz: voice.toneHz * pitch, wireDecay: voice.wireDecay * length }
      case 'metal':
        return { ...voice, hz: voice.hz * pitch, decay: voice.decay * length }
      case 'block':
        return { ...voice, hz: voice.hz.map((hz) => hz * pitch) }
      case 'noise':
        return { ...voice, decay: voice.decay * length }
    }
  }
  return Object.fromEntries(Object.entries(kit).map(([name, voice]) => [name, tune(voice)])) as DrumKit
}
