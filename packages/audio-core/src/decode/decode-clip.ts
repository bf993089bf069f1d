import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { type Mp4Clip, writeMp4Clip } from './mp4-clip.ts'
import type { WebAudioDecoder } from './web-audio.ts'

/** So many packets of AAC are decoded at a time: 12 s. */
export const CLIP_PACKETS = 512

/**
 * The sound of some packets; nothing where the decoder finds none in them at all, or breaks.
 * @throws UnsupportedFormat where the decoder says so, CorruptAudio where it breaks too often
 */
export async function decodeClip(decoder: WebAudioDecoder, clip: Mp4Clip): Promise<Pcm | undefined> {
  try {
    const pcm = await decoder.decode(writeMp4Clip(clip), clip.sampleRateHz)
    return pcm.channels.length > 0 ? pcm : undefined
  } catch (error) {
    if (error instanceof CorruptAudio) throw error
    if (/unsupported/i.test(String(error))) {
      throw new UnsupportedFormat(`The sound of the file cannot be decoded: ${String(error)}`, { cause: error })
    }
    return undefined
  }
}
