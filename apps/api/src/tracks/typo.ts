/**
 * Whether one word is the other, mistyped: one slip in a short word, two in one of eight letters or more. A slip is a
 * letter too many, too few, a wrong one, or two neighbours swapped (optimal string alignment).
 */
export function isTypo(typed: string, meant: string): boolean {
  const slips = slipsAllowed(Math.min(typed.length, meant.length))
  return Math.abs(typed.length - meant.length) <= slips && slipsBetween(typed, meant) <= slips
}

/** With fewer than four letters any word is one slip away from many. */
function slipsAllowed(letters: number): number {
  if (letters < 4) return 0
  return letters < 8 ? 1 : 2
}

function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
