const MOST_CHARACTERS = 200
const MOST_WORDS = 8

/**
 * The words of what somebody typed, bounded; empty for a query without any. Accents and case stay: the database
 * compares keys that have neither.
 */
export function searchWords(query: string): string[] {
  const plain = query
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ') // control characters and halves of characters: PostgreSQL cannot hold them
  return [...new Set(plain.toLowerCase().split(/\s+/).filter(hasCharacters))].slice(0, MOST_WORDS)
}

/** Combining accents alone have an empty key, which would be in everything. */
const hasCharacters = (word: string) => /\P{M}/u.test(word)

/** For LIKE: `%`, `_` and `\` stand for themselves. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')
