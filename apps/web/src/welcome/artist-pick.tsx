import clsx from 'clsx'
import { Check } from 'lucide-react'
import type { ArtistCardData } from '@/artist/artist-queries.ts'
import { Artwork } from '@/artwork/artwork.tsx'

type ArtistPickProps = { artist: ArtistCardData; isPicked: boolean; onToggle: () => void }

export function ArtistPick({ artist, isPicked, onToggle }: ArtistPickProps) {
  return (
    <button
      type="button"
      aria-pressed={isPicked}
      onClick={onToggle}
      className="flex flex-col items-center gap-2 rounded-2xl p-2.5 text-center transition-colors hover:bg-paper/5"
    >
      <span className="relative w-full">
        <Artwork
          url={artist.artworkUrl}
          alt=""
          seed={artist.name}
          genre={artist.genres[0]}
          isRound
          className={clsx('transition-[box-shadow]', isPicked && 'ring-3 ring-ember')}
        />
        {isPicked && (
          <span className="absolute top-1 right-1 grid size-6 place-items-center rounded-full bg-ember text-ink">
            <Check className="size-4" strokeWidth={3} aria-hidden="true" />
          </span>
        )}
      </span>
      <span className="w-full truncate text-sm">{artist.name}</span>
    </button>
  )
}
