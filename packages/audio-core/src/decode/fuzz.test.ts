import { Worker } from 'node:worker_threads'
import { afterAll, expect, test } from '@jest/globals'
import type { FuzzReply, FuzzRequest } from '../../fixtures/decode-damaged.ts'

type Target = Pick<FuzzRequest, 'until' | 'files'> & { share: number }

const sound = (...files: string[]): Target => ({ until: 'sound', files, share: 1 })
const M4A = ['tone.m4a', 'tone-faststart.m4a', 'tone-fragmented.m4a', 'tone-alac.m4a']

/** Each file with AAC costs a process, so a tenth of them is decoded; of every m4a the index is read. */
const FORMATS: Record<string, Target> = {
  wav: sound('tone.wav', 'tone-float.wav'),
  aiff: sound('tone.aiff', 'tone-24bit.aiff'),
  mp3: sound('tone.mp3', 'tone-vbr.mp3', 'tone-layer2.mp3'),
  flac: sound('tone.flac'),
  'ogg-flac': sound('tone-flac.ogg'),
  'ogg-vorbis': sound('tone.ogg'),
  'ogg-opus': sound('tone.opus'),
  'm4a, its index': { until: 'index', files: M4A, share: 1 },
  'm4a, its sound': { until: 'sound', files: M4A, share: 0.1 },
  aac: { until: 'sound', files: ['tone.aac'], share: 0.1 },
}
const ALL_FILES = Object.values(FORMATS).flatMap(({ files }) => files)
/** Of each format; SEGUE_FUZZ=5000 is for a night. The same number always means the same files. */
const FILES = Number(process.env.SEGUE_FUZZ ?? 300)
/** A file of some kB takes milliseconds. Whoever says nothing for so long, on whatever machine, hangs. */
const HANGING_MS = 180_000
const KNOWN_OUTCOMES = ['sound', 'cut sound', 'CORRUPT_AUDIO', 'UNSUPPORTED_FORMAT', 'EMPTY_AUDIO', 'TOO_LONG']

let thread: Worker | undefined
afterAll(() => thread?.terminate())

test.each(Object.keys(FORMATS))(
  'damaged files of type %s give sound or an error with a reason: no crash, no hang, no rejection that nobody handles',
  async (format) => {
    const { share, ...target } = FORMATS[format]
    const count = Math.round(FILES * share)
    const { outcomes, defects } = await decodeDamaged({ ...target, others: ALL_FILES, from: 0, to: count })
    expect(defects).toEqual([])
    expect(Object.values(outcomes).reduce((sum, each) => sum + each, 0)).toBe(count)
    expect(KNOWN_OUTCOMES).toEqual(expect.arrayContaining(Object.keys(outcomes)))
    expect((outcomes.sound ?? 0) + (outcomes['cut sound'] ?? 0)).toBeGreaterThan(0)
    expect(outcomes.CORRUPT_AUDIO).toBeGreaterThan(0)
  },
  2 ** 31 - 1,
)

interface FuzzResult {
  outcomes: Record<string, number>
  defects: string[]
}

/** A thread that dies or hangs is a defect of the file that it was at; the next one goes on behind that. */
async function decodeDamaged(request: FuzzRequest): Promise<FuzzResult> {
  const result: FuzzResult = { outcomes: {}, defects: [] }
  let from = request.from
  while (from < request.to) {
    thread ??= startThread()
    from = await decodeIn(thread, { ...request, from }, result)
  }
  return result
}

/** What seems to need ffmpeg is refused there, as on a machine without it: this is about our own decoders. */
function startThread(): Worker {
  const env = { ...process.env, PATH: '' }
  return new Worker(new URL('../../fixtures/fuzz-thread.mjs', import.meta.url), { execArgv: [], stderr: true, env })
}

/** @returns from where on there is still something to do */
function decodeIn(worker: Worker, request: FuzzRequest, { outcomes, defects }: FuzzResult): Promise<number> {
  return new Promise((resolve) => {
    let at = { seed: request.from, name: request.files[0] }
    let timer = setTimeout(() => lost('hangs'), HANGING_MS)
    const end = (next: number) => {
      clearTimeout(timer)
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener)
      resolve(next)
    }
    const lost = (how: string) => {
      defects.push(`${at.name}, seed ${at.seed}: ${how}`)
      thread = undefined
      end(at.seed + 1)
      void worker.terminate()
    }
    const listeners = {
      error: (error: Error) => lost(`ends the thread with ${error.stack}`),
      exit: (code: number) => lost(`ends the thread with exit code ${code}`),
      message: (reply: FuzzReply) => {
        clearTimeout(timer)
        timer = setTimeout(() => lost('hangs'), HANGING_MS)
        if (reply.kind === 'file') {
          at = reply
          showProgress(reply)
        }
        if (reply.kind === 'outcome') outcomes[reply.outcome] = (outcomes[reply.outcome] ?? 0) + 1
        else if (reply.kind === 'done') end(request.to)
        else if (reply.kind === 'defect') defects.push(`${reply.name}, seed ${reply.seed}: ${reply.message}`)
      },
    }
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener)
    worker.postMessage(request)
  })
}

/** Only for who waits for a long run. */
function showProgress({ name, seed }: { name: string; seed: number }): void {
  if (process.env.SEGUE_FUZZ && seed % 500 === 0) process.stderr.write(`${name}: damaged file ${seed}\n`)
}
