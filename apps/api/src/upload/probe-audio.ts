import { open } from 'node:fs/promises'
import { type AudioFormat, DETECT_BYTES, detectFormat, id3TagBytes } from '@segue/audio-core/detect-format'
import type { Deps } from '../deps.ts'
import { CorruptAudioError, NotAudioError } from './upload-errors.ts'

/** Decoded piece by piece, so that the first sound costs milliseconds; the others are left to the analysis. */
const PROBED: ReadonlySet<AudioFormat> = new Set(['wav', 'aiff', 'mp3', 'flac', 'ogg-flac', 'ogg-vorbis', 'ogg-opus'])

/**
 * What a file is by its bytes, its name being anybody's guess, and proof that sound comes out of it: a header alone is
 * easily imitated.
 * @throws NotAudioError, CorruptAudioError
 */
export async function probeAudio(file: string, { prober }: Pick<Deps, 'prober'>): Promise<AudioFormat> {
  const format = await formatOf(file)
  if (!format) throw new NotAudioError()
  const fault = PROBED.has(format) ? await prober.faultOf(file) : undefined
  if (fault) throw fault.code === 'UNSUPPORTED_FORMAT' ? new NotAudioError(fault.message) : new CorruptAudioError()
  return format
}

async function formatOf(file: string): Promise<AudioFormat | undefined> {
  const handle = await open(file)
  try {
    const read = async (position: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(DETECT_BYTES), 0, DETECT_BYTES, position)
      return buffer.subarray(0, bytesRead)
    }
    const head = await read(0)
    // a tag with a large cover hides the beginning of the sound
    const tagBytes = id3TagBytes(head)
    return detectFormat(tagBytes > 0 ? await read(tagBytes) : head)
  } finally {
    await handle.close()
  }
}
