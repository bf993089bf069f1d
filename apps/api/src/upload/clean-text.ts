/** Control characters, and those that turn the direction of the text around them or show nothing. */
const UNWANTED = /[\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFD]/gu

/** Text from a stranger's tags as it may be shown: one line, bounded; undefined when nothing is left. */
export function cleanText(text: unknown, maxLength = 300): string | undefined {
  if (typeof text !== 'string') return undefined
  const bounded = text.slice(0, maxLength * 8)
  const line = bounded.normalize('NFC').replace(UNWANTED, ' ').replace(/\s+/g, ' ').trim()
  return [...line].slice(0, maxLength).join('').trim() || undefined
}
