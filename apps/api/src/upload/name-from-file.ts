import { cleanText } from './clean-text.ts'

export interface NameParts {
  title: string
  artist?: string
  trackNumber?: number
}

/** What "01 - Artist - Title.mp3" says; every part but the title may be missing. */
export function nameFromFile(fileName: string): NameParts {
  const stem = fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/_/g, ' ')
  const [, number, rest] = /^(\d{1,3})(?:\s*[-.)]\s*|\s+)(\S.*)$/.exec(stem) ?? [undefined, undefined, stem]
  const trackNumber = number ? Number(number) || undefined : undefined
  const [artist, ...title] = rest.split(/\s+[-–—]\s+/)
  if (title.length > 0 && cleanText(title.join(' - ')))
    return { trackNumber, artist: cleanText(artist), title: cleanText(title.join(' - '))! }
  return { trackNumber, title: cleanText(rest) ?? cleanText(fileName) ?? 'Untitled' }
}
