'use client'

import { skipToken, useQuery } from '@apollo/client/react'
import { useState } from 'react'
import { Artwork } from '@/artwork/artwork.tsx'
import { SearchQuery } from '@/search/search-query.ts'
import { useSettled } from '@/search/use-settled.ts'
import type { TrackSummary } from '@/track/track-summary.ts'
import { TextField } from '@/ui/text-field.tsx'

const settleMs = 180
const shownAtOnce = 6

/** Finds one track by typing. */
export function TrackChoice({ label, onChoose }: { label: string; onChoose: (track: TrackSummary) => void }) {
  const [words, setWords] = useState('')
  const query = useSettled(words.trim(), settleMs)
  const { data, previousData } = useQuery(SearchQuery, query ? { variables: { query } } : skipToken)
  const found = query ? ((data ?? previousData)?.search.tracks ?? []).slice(0, shownAtOnce) : []
  return (
    <div>
      <TextField
        type="search"
        label={label}
        placeholder="Title or artist"
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul aria-label="Tracks found" className="mt-2">
        {found.map((track) => (
          <li key={track.id}>
            <button
              type="button"
              onClick={() => {
                onChoose(track)
                setWords('')
              }}
              className="flex w-full items-center gap-3 rounded-xl p-2 text-left hover:bg-paper/6"
            >
              <Artwork
                url={track.artworkUrl}
                alt=""
                seed={track.id}
                genre={track.genre}
                className="w-10! shrink-0 rounded-md"
              />
              <span className="min-w-0">
                <span className="block truncate text-sm font-medium">{track.title}</span>
                <span className="block truncate text-xs text-soft">{track.artist.name}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
