/** Entries (the last first) under the day on which they happened, in the reader's own time zone. */
export function entriesByDay<Entry extends { at: string }>(entries: readonly Entry[], now: Date) {
  const days: { day: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const day = dayName(new Date(entry.at), now)
    if (days.at(-1)?.day === day) days.at(-1)?.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

const dayMs = 86_400_000

function dayName(date: Date, now: Date): string {
  const midnight = (moment: Date) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime()
  const daysAgo = Math.round((midnight(now) - midnight(date)) / dayMs)
  if (daysAgo <= 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  return date.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
}
