/** First positions of up to `count` segments of `length`, spread evenly over `total`; at least one, never past the end. */
export function evenSegments({ total, length, count }: { total: number; length: number; count: number }): number[] {
  const fitting = Math.max(1, Math.min(count, Math.floor(total / length)))
  const room = Math.max(0, total - length)
  if (fitting === 1) return [Math.floor(room / 2)]
  return Array.from({ length: fitting }, (_, i) => Math.floor((room * i) / (fitting - 1)))
}
