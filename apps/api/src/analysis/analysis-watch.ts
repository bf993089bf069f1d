import type { AnalysisProgress } from './analysis-messages.ts'

export interface WatchLimits {
  /** without any progress */
  stallMs: number
  /** on the whole, by the work that turned up so far */
  totalMs(work: AnalysisProgress): number
}

/**
 * Hours for what a slow machine does in minutes: a track that is in order always ends before. What grows is bounded,
 * the bytes by the file and the sound by the longest track allowed, so nothing goes on for ever.
 */
export const ANALYSIS_LIMITS: WatchLimits = {
  stallMs: 180_000,
  totalMs: ({ readBytes, decodedMs }) => 600_000 + (readBytes / 2 ** 20) * 10_000 + decodedMs,
}

/** Calls `onHang` once, when a track's analysis stands still or takes far too long for what there is to do. */
export class AnalysisWatch {
  #work: AnalysisProgress = { readBytes: 0, decodedMs: 0 }
  #timer: NodeJS.Timeout
  readonly #startedAt = performance.now()
  readonly #limits: WatchLimits
  readonly #onHang: () => void

  constructor(limits: WatchLimits, onHang: () => void) {
    this.#limits = limits
    this.#onHang = onHang
    this.#timer = this.#start()
  }

  /** Only what is more than before counts. */
  progress({ readBytes, decodedMs }: AnalysisProgress): void {
    if (readBytes <= this.#work.readBytes && decodedMs <= this.#work.decodedMs) return
    this.#work = { readBytes, decodedMs }
    this.step()
  }

  /** Another part of the work begins. */
  step(): void {
    clearTimeout(this.#timer)
    this.#timer = this.#start()
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #start(): NodeJS.Timeout {
    const left = this.#limits.totalMs(this.#work) - (performance.now() - this.#startedAt)
    return setTimeout(this.#onHang, Math.max(0, Math.min(this.#limits.stallMs, left)))
  }
}
