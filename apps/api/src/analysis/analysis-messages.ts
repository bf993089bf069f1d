import type { BackendName } from '@segue/models/backend/rung'
import type { HeardTrack } from './heard-track.ts'

/** Given to a thread when it starts. */
export interface AnalysisThreadData {
  backend?: BackendName
  maxTrackMs: number
}

/** One track's work, as the pool asks for it. */
export interface AnalysisRequest {
  id: number
  path: string
}

export type AnalysisStep = 'decode' | 'features' | 'listen'

/** Both only grow, and both have an end: the file's size and the length that a track may have. */
export interface AnalysisProgress {
  readBytes: number
  decodedMs: number
}

/** What a thread says: once that it is ready, or why it never will be; then of each track. */
export type AnalysisReply =
  | { kind: 'ready'; version: string }
  | { kind: 'unusable'; message: string }
  | { kind: 'step'; id: number; step: AnalysisStep }
  | { kind: 'progress'; id: number; progress: AnalysisProgress }
  | { kind: 'heard'; id: number; track: HeardTrack }
  | { kind: 'fault'; id: number; code: string; message: string }
