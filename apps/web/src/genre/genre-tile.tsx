import Link from 'next/link'
import { DrawnCover } from '@/artwork/drawn-cover.tsx'
import { genreName } from './genre-name.ts'

type GenreTileProps = { genre: { name: string; trackCount: number } }

export function GenreTile({ genre: { name, trackCount } }: GenreTileProps) {
  return (
    <li>
      <Link
        href={`/genre/${encodeURIComponent(name)}`}
        className="group relative block h-28 overflow-hidden rounded-2xl transition-transform duration-300 hover:-translate-y-0.5"
      >
        <DrawnCover
          seed={`wall of ${name}`}
          genre={name}
          alt=""
          className="absolute inset-0 size-full transition-transform duration-500 group-hover:scale-105"
        />
        <span className="absolute inset-0 bg-linear-to-t from-ink/80 to-transparent" />
        <span className="absolute inset-x-4 bottom-3">
          <span className="block text-lg font-semibold tracking-[-0.02em]">{genreName(name)}</span>
          <span className="text-xs text-paper/75">{trackCount} tracks</span>
        </span>
      </Link>
    </li>
  )
}
