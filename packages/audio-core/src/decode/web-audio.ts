import type { Pcm } from '../pcm.ts'

/**
 * Whole small files through the platform's own decoder: the browser's, or in Node the optional `node-web-audio-api`
 * (Symphonia), which is loaded only now because it needs system libraries (ALSA) that a server may lack.
 * Resamples nothing as long as `sampleRateHz` is the file's. Throws what the decoder throws on damaged bytes.
 */
export interface WebAudioDecoder {
  decode(bytes: Uint8Array, sampleRateHz: number): Promise<Pcm>
  /** Lets go of the decoder. */
  close(): void
}

/** @throws UnsupportedFormat with the reason where this machine has no such decoder. */
export async function loadWebAudioDecoder(): Promise<WebAudioDecoder> {
  if (!globalThis.OfflineAudioContext) return (await import('./native-audio.ts')).startNativeAudio()
  return {
    async decode(bytes, sampleRateHz) {
      const context = new OfflineAudioContext(1, 1, sampleRateHz)
      const buffer = await context.decodeAudioData(Uint8Array.from(bytes).buffer)
      const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) => buffer.getChannelData(channel))
      return { sampleRateHz: buffer.sampleRate, channels, truncated: false }
    },
    close() {},
  }
}
