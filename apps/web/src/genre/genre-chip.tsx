import Link from 'next/link'
import { genreColour } from './genre-colour.ts'
import { genreName } from './genre-name.ts'

export function GenreChip({ genre }: { genre: string }) {
  return (
    <Link
      href={`/genre/${encodeURIComponent(genre)}`}
      className="inline-flex min-w-0 items-center gap-1.5 rounded-full text-xs font-medium text-soft hover:text-paper"
    >
      <span className="size-2 shrink-0 rounded-full" style={{ background: genreColour(genre) }} aria-hidden="true" />
      <span className="truncate">{genreName(genre)}</span>
    </Link>
  )
}
