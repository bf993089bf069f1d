import type { Logger } from 'pino'
import type { NoticeKind, Notices } from './notices.ts'

/** This process's own subscribers. */
export interface NoticeBoard {
  subscribe: Notices['subscribe']
  /** Hands a notice, as it came over the wire, to those who listen for it. */
  deliver(message: string): void
  clear(): void
}

export function noticeBoard(log: Logger): NoticeBoard {
  const listeners = new Map<NoticeKind, Set<(payload: never) => void>>()
  return {
    subscribe(kind, listener) {
      const ofKind = listeners.get(kind) ?? new Set()
      listeners.set(kind, ofKind)
      // a function of its own, so that one listener may subscribe twice
      const entry = (payload: never) => listener(payload)
      ofKind.add(entry)
      return () => void ofKind.delete(entry)
    },

    deliver(message) {
      const notice = parse(message)
      if (!notice) return log.warn({ message: message.slice(0, 200) }, 'a notice could not be read')
      for (const listener of [...(listeners.get(notice.kind) ?? [])])
        try {
          listener(notice.payload)
        } catch (error) {
          log.error({ err: error, kind: notice.kind }, 'a subscriber failed on a notice')
        }
    },

    clear: () => listeners.clear(),
  }
}

function parse(message: string): { kind: NoticeKind; payload: never } | undefined {
  try {
    return JSON.parse(message)
  } catch {
    return undefined
  }
}
