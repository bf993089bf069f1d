import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { FRAME_HEADER_BYTES, type Frame, readFrames } from './read-frames.ts'
import type { WebAudioDecoder } from './web-audio.ts'

/** The decoder's process ended, or was ended because it hung, while it was at some bytes. */
export class DecoderLost extends Error {}

const KIND = { ready: 0, sound: 1, error: 2, unusable: 3 }
/** Twelve seconds of AAC take milliseconds. */
const HANGING_MS = 120_000
/** So often the process is started again for one file. */
const MOST_LOSSES = 16

/**
 * `node-web-audio-api` (Symphonia) in processes of its own, since some damaged AAC makes it abort its process.
 * @throws UnsupportedFormat with the reason where it cannot be loaded
 */
export async function startNativeAudio(): Promise<WebAudioDecoder> {
  let child: NativeProcess | undefined = await NativeProcess.start()
  let losses = 0
  return {
    async decode(bytes, sampleRateHz) {
      child ??= await NativeProcess.start()
      try {
        return await child.decode(bytes, sampleRateHz)
      } catch (error) {
        if (!(error instanceof DecoderLost)) throw error
        child.end()
        child = undefined
        if (++losses === MOST_LOSSES) throw new CorruptAudio('The file breaks its decoder over and over.')
        throw error
      }
    },
    close() {
      child?.end()
      child = undefined
    },
  }
}

class NativeProcess {
  #child: ChildProcessByStdio<Writable, Readable, null>
  #frames: AsyncGenerator<Frame>

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child
    this.#frames = readFrames(child.stdout)
    child.on('error', () => undefined) // that it does not start shows in its silence
    child.stdin.on('error', () => undefined) // and so does its end
  }

  static async start(): Promise<NativeProcess> {
    const { spawn } = await import('node:child_process')
    const { fileURLToPath } = await import('node:url')
    const script = fileURLToPath(new URL('./native-audio-child.mjs', import.meta.url))
    const started = new NativeProcess(spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] }))
    const first = await started.#next().catch(() => undefined)
    if (first?.kind === KIND.ready) return started
    started.end()
    const reason = first ? messageOf(first) : 'its process does not start'
    throw new UnsupportedFormat(`The AAC decoder cannot be loaded on this machine: ${reason}`)
  }

  async decode(bytes: Uint8Array, sampleRateHz: number): Promise<Pcm> {
    const header = new Uint8Array(FRAME_HEADER_BYTES)
    const view = new DataView(header.buffer)
    view.setUint32(4, sampleRateHz, true)
    view.setUint32(12, bytes.length, true)
    this.#child.stdin.write(header)
    this.#child.stdin.write(bytes)
    const answer = await this.#next()
    if (answer.kind !== KIND.sound) throw new Error(messageOf(answer))
    return { sampleRateHz: answer.a, channels: planes(answer.bytes, answer.b), truncated: false }
  }

  end(): void {
    this.#child.stdin.destroy()
    this.#child.kill('SIGKILL')
  }

  /** @throws DecoderLost */
  async #next(): Promise<Frame> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), HANGING_MS)
    try {
      const { value } = await this.#frames.next()
      if (!value) throw new DecoderLost('the decoder ended')
      return value
    } finally {
      clearTimeout(timer)
    }
  }
}

function planes(bytes: Uint8Array, channels: number): Float32Array[] {
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
  const length = all.length / channels
  return Array.from({ length: channels }, (_, channel) => all.slice(channel * length, (channel + 1) * length))
}

function messageOf({ bytes }: Frame): string {
  return new TextDecoder().decode(bytes).split('\n')[0]
}
