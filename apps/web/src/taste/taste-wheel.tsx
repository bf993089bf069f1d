import { genreColour } from '@/genre/genre-colour.ts'
import { genreName } from '@/genre/genre-name.ts'
import { wheelSlices } from './wheel-slices.ts'

type TasteWheelProps = { shares: readonly { genre: string; share: number }[]; signals: number }

/** Genre shares as the petals of a wheel: angle and reach both grow with the share. */
export function TasteWheel({ shares, signals }: TasteWheelProps) {
  const strongest = [...shares].sort((one, other) => other.share - one.share)
  const label = strongest
    .slice(0, 4)
    .map(({ genre, share }) => `${genreName(genre)} ${Math.round(share * 100)} percent`)
    .join(', ')
  return (
    <svg
      viewBox="-110 -110 220 220"
      role="img"
      aria-label={`Taste wheel: ${label}`}
      className="mx-auto w-full max-w-md"
    >
      {[46, 74, 102].map((radius) => (
        <circle key={radius} r={radius} className="fill-none stroke-paper/8" strokeWidth="0.6" />
      ))}
      {wheelSlices(strongest.map(({ share }) => share)).map((path, place) => (
        <path key={strongest[place].genre} d={path} fill={genreColour(strongest[place].genre)} opacity="0.92">
          <title>{`${genreName(strongest[place].genre)}, ${Math.round(strongest[place].share * 100)} %`}</title>
        </path>
      ))}
      <text textAnchor="middle" y="-1" className="fill-paper text-[17px] font-semibold tabular-nums">
        {signals}
      </text>
      <text textAnchor="middle" y="11" className="fill-soft text-[7.5px]">
        {signals === 1 ? 'signal' : 'signals'}
      </text>
    </svg>
  )
}
