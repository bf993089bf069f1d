import { genreColour } from '@/genre/genre-colour.ts'
import { genreName } from '@/genre/genre-name.ts'
import { formatDuration } from './format-duration.ts'
import type { TrackAnalysis } from './track-page-query.ts'

type SegmentStripProps = { segments: TrackAnalysis['segments']; durationMs: number }

/** What the music sounds like over its time: colour is the genre, height how sure that is. */
export function SegmentStrip({ segments, durationMs }: SegmentStripProps) {
  if (segments.length === 0) return null
  const labels = [...new Set(segments.map(({ label }) => label))]
  return (
    <figure>
      <div
        className="relative h-20 overflow-hidden rounded-xl bg-paper/5"
        role="img"
        aria-label={`Genre over time: ${labels.map(genreName).join(', ')}`}
      >
        {segments.map(({ startMs, endMs, label, probability }) => (
          <span
            key={startMs}
            title={`${formatDuration(startMs)} ${genreName(label)}, ${Math.round(probability * 100)} % sure`}
            className="absolute bottom-0 rounded-t-[3px]"
            style={{
              left: `${(startMs / durationMs) * 100}%`,
              width: `calc(${((endMs - startMs) / durationMs) * 100}% - 2px)`,
              height: `${18 + probability * 82}%`,
              background: genreColour(label),
            }}
          />
        ))}
      </div>
      <figcaption className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        {labels.slice(0, 6).map((label) => (
          <span key={label} className="inline-flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: genreColour(label) }} />
            {genreName(label)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
