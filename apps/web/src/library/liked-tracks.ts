type Signal<Track> = { type: string; track: Track }

/** Tracks that were liked and still are, the last liked first, each once. */
export function likedTracks<Track extends { id: string; mine: { liked: boolean } }>(signals: readonly Signal<Track>[]) {
  const liked = signals.filter(({ type, track }) => type === 'LIKE' && track.mine.liked).map(({ track }) => track)
  return [...new Map(liked.map((track) => [track.id, track])).values()]
}
