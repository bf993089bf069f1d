'use client'

import { Play } from 'lucide-react'
import { genreName } from '@/genre/genre-name.ts'
import { ExcerptCanvas } from './excerpt-canvas.tsx'
import { formatDuration } from './format-duration.ts'
import type { HeardExcerpt } from './heard-excerpts-query.ts'
import { focusInWords, hzInWords } from './heard-in-words.ts'

type HeardExcerptFigureProps = { excerpt: HeardExcerpt; isHeatShown: boolean; onPlay: () => void }

const markedHz = [200, 1000, 4000]

/** One moment: its spectrogram with the heat over it, when and at which pitches, and how much each part counts. */
export function HeardExcerptFigure({ excerpt, isHeatShown, onPlay }: HeardExcerptFigureProps) {
  const { label, probability, startMs, endMs, bandHz, attention } = excerpt
  const time = `${formatDuration(startMs)}–${formatDuration(endMs)}`
  const words = focusInWords(excerpt)
  return (
    <figure className="min-w-0 overflow-hidden rounded-2xl bg-panel">
      <div className="relative">
        <ExcerptCanvas excerpt={excerpt} isHeatShown={isHeatShown} label={words} />
        {markedHz.map((hz) => (
          <span
            key={hz}
            className="pointer-events-none absolute left-0 flex translate-y-1/2 items-center gap-1 text-[0.62rem] leading-none text-paper/75 tabular-nums [text-shadow:0_1px_3px_rgb(0_0_0/90%)]"
            style={{ bottom: `${(shareOf(hz, bandHz) * 100).toFixed(1)}%` }}
            aria-hidden="true"
          >
            <span className="h-px w-2 bg-paper/50" />
            {hzInWords(hz)}
          </span>
        ))}
      </div>
      {attention.length > 0 && (
        <div className="flex h-1.5" title="How much each part of this moment counts" aria-hidden="true">
          {attention.map((weight, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a moment's place is what it is.
            <span key={i} className="flex-1 bg-ember" style={{ opacity: weight / 255 }} />
          ))}
        </div>
      )}
      <figcaption className="flex items-center gap-3 p-3.5">
        <button
          type="button"
          onClick={onPlay}
          aria-label={`Play from ${formatDuration(startMs)}`}
          className="grid size-9 shrink-0 place-items-center rounded-full bg-paper/10 text-paper transition-colors hover:bg-ember hover:text-ink"
        >
          <Play className="size-4 translate-x-px fill-current" aria-hidden="true" />
        </button>
        <span className="min-w-0 text-sm">
          <span className="flex items-baseline gap-2 font-medium">
            <span className="tabular-nums">{time}</span>
            <span className="text-xs font-normal text-faint tabular-nums">
              {genreName(label)} {Math.round(probability * 100)} %
            </span>
          </span>
          <span className="mt-0.5 block text-xs text-soft">{words}</span>
        </span>
      </figcaption>
    </figure>
  )
}

/** How high a pitch lies among the bands, from 0 to 1. */
function shareOf(hz: number, bandHz: readonly number[]): number {
  const above = bandHz.findIndex((middle) => middle >= hz)
  if (above <= 0) return above === 0 ? 0 : 1
  const [low, high] = [bandHz[above - 1], bandHz[above]]
  return (above - 0.5 + (hz - low) / (high - low)) / bandHz.length
}
