import type { FeedbackEvent } from '@segue/recommender/feedback-event'

/** What processes tell each other. A notice is small and may be missed: who needs the truth asks the database. */
export interface NoticePayloads {
  /** a listener's feed would now be another */
  'taste-changed': { listenerId: string; type?: FeedbackEvent['type']; trackId?: string }
  /** tracks were added, changed, analysed or removed */
  'catalogue-changed': { trackIds: string[] }
  /** a new taste model is live */
  'model-live': { modelId: number }
  'analysis-progress': {
    trackId: string
    step: string
    percent: number
    state: 'PENDING' | 'DONE' | 'FAILED'
    error?: { code: string; message: string }
  }
  'training-progress': { percent: number }
  'demo-progress': { rendered: number; tracks: number }
}

export type NoticeKind = keyof NoticePayloads

export interface Notices {
  publish<K extends NoticeKind>(kind: K, payload: NoticePayloads[K]): Promise<void>
  /** @returns a function that ends the subscription */
  subscribe<K extends NoticeKind>(kind: K, listener: (payload: NoticePayloads[K]) => void): () => void
  close(): Promise<void>
}
