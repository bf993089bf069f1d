import { ExpectedError } from '../errors.ts'

export type UploadErrorCode = 'EMPTY_FILE' | 'NOT_AUDIO' | 'CORRUPT_AUDIO' | 'TOO_LARGE' | 'STORAGE_FULL' | 'ABORTED'

export class EmptyFileError extends ExpectedError {
  constructor() {
    super('EMPTY_FILE', 'The file is empty.', 422)
  }
}

export class NotAudioError extends ExpectedError {
  constructor(
    message = 'The file is no audio, whatever its name says. Segue plays mp3, flac, ogg, opus, wav, aiff and m4a.',
  ) {
    super('NOT_AUDIO', message, 415)
  }
}

export class CorruptAudioError extends ExpectedError {
  constructor() {
    super('CORRUPT_AUDIO', 'The file begins like audio, but no sound can be decoded from it.', 422)
  }
}

export class FileTooLargeError extends ExpectedError {
  constructor(readonly maxBytes: number) {
    super(
      'TOO_LARGE',
      `The file is larger than the ${Math.floor(maxBytes / 2 ** 20)} MB that a file may have here.`,
      413,
    )
  }
}

export class UploadAbortedError extends ExpectedError {
  constructor() {
    super('ABORTED', 'The upload broke off before the file was complete.', 400)
  }
}
