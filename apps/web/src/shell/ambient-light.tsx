'use client'

import { useEffect } from 'react'
import { genreHue } from '@/genre/genre-hue.ts'
import { usePlayerState } from '@/player/player-context.tsx'

/** Lets the light behind the pages take the colour of what is playing. */
export function AmbientLight() {
  const genre = usePlayerState((state) => state.queue.current?.track.genre)
  useEffect(() => {
    if (genre) document.documentElement.style.setProperty('--ambient-hue', String(genreHue(genre)))
  }, [genre])
  return null
}
