import type { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { startThread } from '../start-thread.ts'
import { AnalyserUnavailableError, AnalysisFault, PoolClosedError } from './analysis-faults.ts'
import type { AnalysisReply, AnalysisRequest, AnalysisStep, AnalysisThreadData } from './analysis-messages.ts'
import { ANALYSIS_LIMITS, AnalysisWatch, type WatchLimits } from './analysis-watch.ts'
import type { HeardTrack } from './heard-track.ts'

export interface AnalysisJob {
  /** on this machine */
  path: string
  onStep?(step: AnalysisStep): void
}

export interface AnalysisPool {
  threads: number
  /** @throws AnalysisFault, AnalyserUnavailableError, PoolClosedError */
  analyse(job: AnalysisJob): Promise<HeardTrack>
  /** What is in work is given up. */
  close(): Promise<void>
}

export interface AnalysisPoolOptions {
  config: Pick<Config, 'analysisThreads' | 'tfBackend' | 'maxTrackMs'>
  log: Logger
  /** what each thread runs */
  module?: URL
  limits?: WatchLimits
}

const ATTEMPTS = 2

/** Of JavaScript values; sound and networks lie beside this heap and are watched by the thread itself. */
const HEAP_MB = 512

/**
 * Threads that analyse one track at a time each. One that dies or hangs is replaced, and its track is tried once more:
 * the file may be at fault, or only the moment. Threads start with the first tracks.
 */
export function createAnalysisPool(options: AnalysisPoolOptions): AnalysisPool {
  const { analysisThreads: threads } = options.config
  const idle: AnalysisThread[] = []
  const all = new Set<AnalysisThread>()
  const waiting: ((thread: AnalysisThread) => void)[] = []
  let isClosed = false

  const acquire = async (): Promise<AnalysisThread> => {
    const thread = idle.pop()
    if (thread) return thread
    if (all.size >= threads) return new Promise((resolve) => waiting.push(resolve))
    return replace()
  }
  const replace = () => {
    const thread = new AnalysisThread(options)
    all.add(thread)
    return thread
  }
  const release = (thread: AnalysisThread) => {
    if (thread.isDead) all.delete(thread)
    const next = waiting.shift()
    if (next) next(thread.isDead ? replace() : thread)
    else if (!thread.isDead) idle.push(thread)
  }

  const attempt = async (job: AnalysisJob) => {
    const thread = await acquire()
    try {
      return await thread.analyse(job)
    } finally {
      release(thread)
    }
  }

  return {
    threads,
    async analyse(job) {
      for (let tries = 1; ; tries++) {
        if (isClosed) throw new PoolClosedError()
        try {
          return await attempt(job)
        } catch (error) {
          if (isClosed) throw new PoolClosedError()
          if (!(error instanceof ThreadLostError)) throw error
          options.log.warn({ err: error, path: job.path, tries }, 'an analysis thread was lost')
          if (tries === ATTEMPTS) throw error.asFault()
        }
      }
    },
    async close() {
      isClosed = true
      await Promise.all([...all].map((thread) => thread.end()))
    },
  }
}

class ThreadLostError extends Error {
  constructor(
    readonly code: 'ANALYSIS_CRASHED' | 'ANALYSIS_TIMED_OUT',
    cause?: unknown,
  ) {
    super(code, { cause })
  }

  asFault() {
    const message =
      this.code === 'ANALYSIS_TIMED_OUT'
        ? 'The analysis got stuck in this file, and was stopped.'
        : 'The analysis broke down twice on this file.'
    return new AnalysisFault(this.code, message)
  }
}

interface Turn extends AnalysisJob {
  resolve(track: HeardTrack): void
  reject(error: Error): void
}

class AnalysisThread {
  isDead = false
  #worker: Worker
  #log: Logger
  #limits: WatchLimits
  #ready: Promise<void>
  #turn?: Turn
  #watch?: AnalysisWatch
  #turns = 0

  constructor({ config, log, module = defaultModule, limits = ANALYSIS_LIMITS }: AnalysisPoolOptions) {
    const data: AnalysisThreadData = { backend: config.tfBackend, maxTrackMs: config.maxTrackMs }
    this.#log = log
    this.#limits = limits
    this.#worker = startThread(module, { data, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (reply: AnalysisReply) => {
        if (reply.kind === 'ready') resolve()
        else if (reply.kind === 'unusable') this.#die(new AnalyserUnavailableError(reply.message), reject)
        else this.#take(reply)
      })
      this.#worker.on('error', (error) => this.#die(new ThreadLostError('ANALYSIS_CRASHED', error), reject))
      this.#worker.on('exit', (code) =>
        this.#die(new ThreadLostError('ANALYSIS_CRASHED', new Error(`exit code ${code}`)), reject),
      )
    })
    // whoever waits for the thread learns of it; nobody may be waiting
    this.#ready.catch(() => undefined)
  }

  async analyse(job: AnalysisJob): Promise<HeardTrack> {
    await this.#ready
    if (this.isDead) throw new ThreadLostError('ANALYSIS_CRASHED')
    try {
      return await new Promise<HeardTrack>((resolve, reject) => {
        this.#turn = { ...job, resolve, reject }
        this.#watch = new AnalysisWatch(this.#limits, () =>
          this.#die(new ThreadLostError('ANALYSIS_TIMED_OUT'), reject),
        )
        this.#worker.postMessage({ id: ++this.#turns, path: job.path } satisfies AnalysisRequest)
      })
    } finally {
      this.#watch?.end()
      this.#turn = undefined
    }
  }

  async end() {
    this.isDead = true
    await this.#worker.terminate()
    this.#turn?.reject(new PoolClosedError())
  }

  #take(reply: Exclude<AnalysisReply, { kind: 'ready' | 'unusable' }>) {
    const turn = this.#turn
    if (!turn || reply.id !== this.#turns) return
    if (reply.kind === 'progress') this.#watch?.progress(reply.progress)
    else if (reply.kind === 'step') {
      this.#watch?.step()
      turn.onStep?.(reply.step)
    } else if (reply.kind === 'heard') turn.resolve(reply.track)
    else if (reply.code !== 'UNEXPECTED') turn.reject(new AnalysisFault(reply.code, reply.message))
    else {
      this.#log.error({ path: turn.path, fault: reply.message }, 'the analysis failed unexpectedly')
      turn.reject(new AnalysisFault('ANALYSIS_FAILED', 'The analysis failed on this file. The server’s log says more.'))
    }
  }

  /** The first reason counts: terminating also ends in `exit`. */
  #die(reason: Error, reject: (error: Error) => void) {
    if (this.isDead) return
    this.isDead = true
    void this.#worker.terminate()
    reject(reason)
    this.#turn?.reject(reason)
  }
}

const defaultModule = new URL('./analysis-thread.ts', import.meta.url)
