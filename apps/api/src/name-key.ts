/** Two spellings of one name meet in its key: lower case, unaccented, single spaces. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
  return plain || name.toLowerCase()
}
