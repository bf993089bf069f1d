/** Attack, decay, release in seconds, sustain as a level. Decay and release are exponential (time to fall by 1/e³). */
export type Adsr = { attack: number; decay: number; sustain: number; release: number }

/** Level of an envelope after `t` seconds for a note held `gate` seconds; never a step, so never a click. */
export function envelopeAt({ attack, decay, sustain, release }: Adsr, gate: number, t: number): number {
  if (t <= gate) return held(attack, decay, sustain, t)
  return held(attack, decay, sustain, gate) * Math.exp((-3 * (t - gate)) / release)
}

function held(attack: number, decay: number, sustain: number, t: number): number {
  if (t < attack) return t / attack
  return sustain + (1 - sustain) * Math.exp((-3 * (t - attack)) / decay)
}
