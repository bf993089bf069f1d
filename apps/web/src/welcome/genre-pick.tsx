import clsx from 'clsx'
import { Check } from 'lucide-react'
import { DrawnCover } from '@/artwork/drawn-cover.tsx'
import { genreName } from '@/genre/genre-name.ts'

type GenrePickProps = { genre: string; isPicked: boolean; onToggle: () => void }

export function GenrePick({ genre, isPicked, onToggle }: GenrePickProps) {
  return (
    <button
      type="button"
      aria-pressed={isPicked}
      onClick={onToggle}
      className={clsx(
        'relative h-28 overflow-hidden rounded-2xl text-left transition-[box-shadow,transform] active:scale-98',
        isPicked && 'ring-3 ring-ember',
      )}
    >
      <DrawnCover seed={`wall of ${genre}`} genre={genre} alt="" className="absolute inset-0 size-full" />
      <span className="absolute inset-0 bg-linear-to-t from-ink/75 to-transparent" />
      <span className="absolute bottom-3 left-4 text-lg font-semibold tracking-[-0.02em]">{genreName(genre)}</span>
      {isPicked && (
        <span className="absolute top-3 right-3 grid size-6 place-items-center rounded-full bg-ember text-ink">
          <Check className="size-4" strokeWidth={3} aria-hidden="true" />
        </span>
      )}
    </button>
  )
}
