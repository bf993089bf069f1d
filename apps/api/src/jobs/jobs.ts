/**
 * What wakes the worker. The backlog itself is a query (tracks without an analysis, events without a model), so a lost
 * job delays work until the next wake-up and never loses it.
 */
export interface JobPayloads {
  analyse: { reason: string }
  train: { reason: string }
  demo: { reason: string }
}

export type JobKind = keyof JobPayloads

export interface Jobs {
  wake<K extends JobKind>(kind: K, payload: JobPayloads[K]): Promise<void>
  /** Runs `handler` for each wake-up, one at a time per kind; `everyMs` also wakes by itself, at once and then again and again. */
  work<K extends JobKind>(
    kind: K,
    handler: (payload: JobPayloads[K]) => Promise<void>,
    options?: { everyMs?: number },
  ): Promise<void>
  close(): Promise<void>
}
