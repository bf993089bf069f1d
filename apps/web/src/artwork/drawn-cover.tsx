import { useId } from 'react'
import { genreHue } from '@/genre/genre-hue.ts'
import { textHash } from './text-hash.ts'

type DrawnCoverProps = { seed: string; genre?: string | null; alt: string; className?: string }

/** A cover made of crossing faders in the colour of the genre, the same for the same seed. */
export function DrawnCover({ seed, genre, alt, className }: DrawnCoverProps) {
  const id = useId()
  const hash = textHash(seed)
  const hue = (genre ? genreHue(genre) : hash % 360) + ((hash >>> 9) % 30) - 15
  const second = hue + 45 + ((hash >>> 14) % 60)
  const lines = faderLines(hash)
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="xMidYMid slice"
      className={className}
      role={alt ? 'img' : undefined}
      aria-label={alt || undefined}
      aria-hidden={alt === ''}
    >
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor={`oklch(0.36 0.085 ${hue})`} />
          <stop offset="1" stopColor={`oklch(0.2 0.05 ${second})`} />
        </linearGradient>
      </defs>
      <rect width="100" height="100" fill={`url(#${id})`} />
      {lines.map((path, index) => (
        <path
          key={path}
          d={path}
          fill="none"
          stroke={`oklch(${0.86 - index * 0.055} 0.12 ${hue + index * ((second - hue) / 6)})`}
          strokeWidth={2.6 - index * 0.25}
          strokeOpacity={0.95 - index * 0.1}
          strokeLinecap="round"
        />
      ))}
    </svg>
  )
}

function faderLines(hash: number): string[] {
  const top = 16 + (hash % 26)
  const bottom = 60 + ((hash >>> 5) % 26)
  const bend = 20 + ((hash >>> 10) % 50)
  const spread = 4 + ((hash >>> 16) % 6)
  return Array.from({ length: 7 }, (_, index) => {
    const from = top + index * spread
    const to = bottom - index * spread * 0.72
    return (hash & 1) === 0
      ? `M-6 ${from}C${bend} ${from} ${100 - bend} ${to} 106 ${to}`
      : `M-6 ${to}C${bend + 10} ${to} ${90 - bend} ${from} 106 ${from}`
  })
}
