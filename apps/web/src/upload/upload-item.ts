/** One file on its way into the catalogue. */
export type UploadItem = {
  id: string
  file: File
  /** Waiting → sending → analysing → done; or already there; or failed on the way. */
  state: 'waiting' | 'sending' | 'analysing' | 'done' | 'duplicate' | 'failed'
  /** Of the current state, 0–100. */
  percent: number
  /** What the analysis is doing, in its own word. */
  step?: string
  trackId?: string
  error?: string
}

/** What the upload endpoint answers. */
export type UploadAnswer = {
  fileName: string
  state: 'STORED' | 'DUPLICATE' | 'FAILED'
  trackId?: string
  error?: { code: string; message: string }
}
