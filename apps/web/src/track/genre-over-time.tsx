'use client'

import { genreColour } from '@/genre/genre-colour.ts'
import { genreName } from '@/genre/genre-name.ts'
import { usePlayerState } from '@/player/player-context.tsx'
import { formatDuration } from './format-duration.ts'
import { type GenreColumn, genreColumns } from './genre-columns.ts'
import type { TrackAnalysis, TrackOnPage } from './track-page-query.ts'
import { usePlayFrom } from './use-play-from.ts'

type GenreOverTimeProps = { track: TrackOnPage; analysis: TrackAnalysis }

const encounter = { context: 'OTHER' } as const
const mostInLegend = 6
const mostDescribed = 3

/** What the music sounds like over its time, as stacked shares of genres; each part plays from there. */
export function GenreOverTime({ track, analysis }: GenreOverTimeProps) {
  const playFrom = usePlayFrom(track, encounter)
  const playedShare = usePlayerState(({ queue, positionMs }) =>
    queue.current?.track.id === track.id ? positionMs / track.durationMs : undefined,
  )
  const columns = genreColumns(analysis.segments, track.durationMs)
  if (columns.length === 0) return null
  const drawn = new Set(columns.flatMap(({ shares }) => shares.map(({ genre }) => genre)))
  const legend = analysis.genreScores.filter(({ label }) => drawn.has(label)).slice(0, mostInLegend)
  return (
    <figure>
      <div className="relative">
        <ol aria-label="Genre over time" className="flex h-28 overflow-hidden rounded-xl bg-paper/5">
          {columns.map((column) => (
            <li key={column.segment.startMs} style={{ width: `${(column.to - column.from) * 100}%` }}>
              <button
                type="button"
                title={describe(column)}
                aria-label={`${describe(column)}. Play from here`}
                onClick={() => playFrom(column.segment.startMs)}
                className="flex h-full w-full flex-col-reverse gap-px border-r border-ink/70 opacity-85 transition-opacity hover:opacity-100 focus-visible:opacity-100 focus-visible:-outline-offset-2"
              >
                {column.shares.map(({ genre, share }) => (
                  <span
                    key={genre}
                    className="w-full shrink-0"
                    style={{ height: `${share * 100}%`, background: genreColour(genre) }}
                  />
                ))}
              </button>
            </li>
          ))}
        </ol>
        {playedShare !== undefined && (
          <span
            className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 rounded-full bg-paper shadow-md"
            style={{ left: `${Math.min(1, playedShare) * 100}%` }}
            aria-hidden="true"
          />
        )}
      </div>
      <div className="mt-1.5 flex justify-between text-[0.69rem] text-faint tabular-nums" aria-hidden="true">
        <span>0:00</span>
        <span>{formatDuration(track.durationMs)}</span>
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        {legend.map(({ label }) => (
          <span key={label} className="inline-flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: genreColour(label) }} aria-hidden="true" />
            {genreName(label)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

function describe({ segment }: GenreColumn) {
  const genres = segment.genres
    .slice(0, mostDescribed)
    .map(({ label, probability }) => `${genreName(label)} ${Math.round(probability * 100)} %`)
  return `${formatDuration(segment.startMs)}: ${genres.join(', ')}`
}
