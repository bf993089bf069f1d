export type AudioErrorCode = 'UNSUPPORTED_FORMAT' | 'CORRUPT_AUDIO' | 'EMPTY_AUDIO' | 'TOO_LONG' | 'TOO_LARGE'

/** What a file can be at fault for. The message is fit for the person who uploaded it. */
export abstract class AudioError extends Error {
  abstract readonly code: AudioErrorCode

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** The bytes are no audio that this machine can decode. */
export class UnsupportedFormat extends AudioError {
  readonly code = 'UNSUPPORTED_FORMAT'
}

/** The format was recognised, but not one frame of sound could be decoded. */
export class CorruptAudio extends AudioError {
  readonly code = 'CORRUPT_AUDIO'
}

/** There are no bytes, or a sound file without a sample in it. */
export class EmptyAudio extends AudioError {
  readonly code = 'EMPTY_AUDIO'
}

/** The sound goes on for longer than the caller allows, or claims to. */
export class TooLong extends AudioError {
  readonly code = 'TOO_LONG'

  constructor(readonly maxDurationMs: number) {
    super(`The sound is longer than ${lengthOf(maxDurationMs)}.`)
  }
}

/** There are more bytes than the caller allows, or than can be held where the format needs them all at once. */
export class TooLarge extends AudioError {
  readonly code = 'TOO_LARGE'

  constructor(readonly maxBytes: number) {
    super(`The file has more than ${Math.round(maxBytes / 2 ** 20)} MB.`)
  }
}

function lengthOf(ms: number): string {
  return ms >= 120_000 ? `${Math.round(ms / 60_000)} minutes` : `${Number((ms / 1000).toPrecision(3))} s`
}
