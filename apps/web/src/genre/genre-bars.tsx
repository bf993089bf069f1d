import { genreColour } from './genre-colour.ts'
import { genreName } from './genre-name.ts'

type GenreBarsProps = { label: string; shares: readonly { genre: string; share: number }[]; most?: number }

/** Genres with their shares (0–1), the strongest first. */
export function GenreBars({ label, shares, most = 6 }: GenreBarsProps) {
  const strongest = [...shares].sort((one, other) => other.share - one.share).slice(0, most)
  const top = Math.max(strongest[0]?.share ?? 0, 0.01)
  return (
    <ul aria-label={label} className="flex flex-col gap-2.5">
      {strongest.map(({ genre, share }) => (
        <li key={genre} className="grid grid-cols-[6.5rem_minmax(0,1fr)_3rem] items-center gap-3 text-sm">
          <span className="truncate text-soft">{genreName(genre)}</span>
          <span className="h-2.5 overflow-hidden rounded-full bg-paper/8">
            <span
              className="block h-full rounded-full transition-[width] duration-700 ease-out-soft"
              style={{ width: `${(share / top) * 100}%`, background: genreColour(genre) }}
            />
          </span>
          <span className="text-right text-soft tabular-nums">{Math.round(share * 100)} %</span>
        </li>
      ))}
    </ul>
  )
}
