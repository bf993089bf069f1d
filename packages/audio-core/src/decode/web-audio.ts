import { UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'

/**
 * Whole small files through the platform's own decoder: the browser's, or in Node the optional `node-web-audio-api`
 * (Symphonia), which is loaded only now because it needs system libraries (ALSA) that a server may lack.
 * Resamples nothing as long as `sampleRateHz` is the file's. Throws what the decoder throws on damaged bytes.
 */
export interface WebAudioDecoder {
  decode(bytes: Uint8Array, sampleRateHz: number): Promise<Pcm>
}

/** @throws UnsupportedFormat with the reason where this machine has no such decoder. */
export async function loadWebAudioDecoder(): Promise<WebAudioDecoder> {
  const OfflineContext = globalThis.OfflineAudioContext ?? (await loadNativeContext())
  return {
    async decode(bytes, sampleRateHz) {
      const context = new OfflineContext(1, 1, sampleRateHz)
      const buffer = await context.decodeAudioData(Uint8Array.from(bytes).buffer)
      // Copied, for Node's decoder may free the memory of a buffer whose channels are still in use.
      const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) =>
        buffer.getChannelData(channel).slice(),
      )
      return { sampleRateHz: buffer.sampleRate, channels, truncated: false }
    },
  }
}

async function loadNativeContext(): Promise<typeof OfflineAudioContext> {
  try {
    const native = await import('node-web-audio-api')
    return native.OfflineAudioContext as unknown as typeof OfflineAudioContext
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new UnsupportedFormat(`The AAC decoder cannot be loaded on this machine: ${reason}`, { cause })
  }
}
