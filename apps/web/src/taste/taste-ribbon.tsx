'use client'

import Link from 'next/link'
import { genreColour } from '@/genre/genre-colour.ts'
import { genreName } from '@/genre/genre-name.ts'
import { useTasteProfile } from './use-taste-profile.ts'

const named = 5

/** The listener's genres as one ribbon that moves as the taste moves. */
export function TasteRibbon() {
  const { profile } = useTasteProfile()
  if (!profile) return <div className="mb-8 h-11" />
  if (profile.genres.length === 0) return null
  const genres = [...profile.genres].sort((one, other) => other.share - one.share)
  return (
    <Link
      href="/taste"
      className="group mb-8 block rounded-xl"
      aria-label={`Your taste: ${describe(genres.slice(0, named))}`}
    >
      <span className="flex h-2.5 w-full gap-[3px] overflow-hidden rounded-full">
        {genres.map(({ genre, share }) => (
          <span
            key={genre}
            className="h-full min-w-0 rounded-[2px] transition-[flex-grow] duration-700 ease-out-soft"
            style={{ flexGrow: share, flexBasis: 0, background: genreColour(genre) }}
          />
        ))}
      </span>
      <span className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        {genres.slice(0, named).map(({ genre, share }) => (
          <span key={genre} className="inline-flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: genreColour(genre) }} />
            {genreName(genre)} <span className="text-faint tabular-nums">{Math.round(share * 100)} %</span>
          </span>
        ))}
      </span>
    </Link>
  )
}

function describe(genres: { genre: string; share: number }[]) {
  return genres.map(({ genre, share }) => `${genreName(genre)} ${Math.round(share * 100)} percent`).join(', ')
}
