export type TextPart = { text: string; trackId?: string }

type CitedTrack = { id: string; title: string }

/** Splits a reason where it names the tracks that it cites, so that the names can be links. */
export function linkTitles(text: string, tracks: readonly CitedTrack[]): TextPart[] {
  const found = tracks
    .flatMap((track) => {
      const start = text.indexOf(track.title)
      return start < 0 || track.title === '' ? [] : [{ start, track }]
    })
    .sort((one, other) => one.start - other.start || other.track.title.length - one.track.title.length)
  const parts: TextPart[] = []
  let end = 0
  for (const { start, track } of found) {
    if (start < end) continue
    if (start > end) parts.push({ text: text.slice(end, start) })
    parts.push({ text: track.title, trackId: track.id })
    end = start + track.title.length
  }
  return end < text.length ? [...parts, { text: text.slice(end) }] : parts
}
