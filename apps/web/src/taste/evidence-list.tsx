import type { ResultOf } from 'gql.tada'
import Link from 'next/link'
import { Artwork } from '@/artwork/artwork.tsx'
import { GenreChip } from '@/genre/genre-chip.tsx'
import type { TasteProfile } from './taste-profile-query.ts'

type EvidenceListProps = { evidence: ResultOf<typeof TasteProfile>['tasteProfile']['evidence'] }

/** The tracks that weigh most, for (to the right) or against (to the left). */
export function EvidenceList({ evidence }: EvidenceListProps) {
  const heaviest = Math.max(...evidence.map(({ weight }) => Math.abs(weight)), 0.01)
  return (
    <ul className="grid gap-x-12 gap-y-1 lg:grid-cols-2">
      {evidence.map(({ track, weight }, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a track may be evidence more than once
          key={`${track.id} ${place}`}
          className="-mx-2 flex items-center gap-4 rounded-xl px-2 py-1.5 hover:bg-paper/5"
        >
          <Artwork
            url={track.artworkUrl}
            alt=""
            seed={track.id}
            genre={track.genre}
            className="w-11! shrink-0 rounded-lg"
          />
          <div className="min-w-0 flex-1">
            <Link href={`/track/${track.id}`} className="block truncate text-[0.94rem] font-medium hover:underline">
              {track.title}
            </Link>
            <div className="flex items-center gap-3 text-sm text-soft">
              <span className="truncate">{track.artist.name}</span>
              {track.genre && <GenreChip genre={track.genre} />}
            </div>
          </div>
          <Weight share={weight / heaviest} />
        </li>
      ))}
    </ul>
  )
}

/** −1…1 from the middle. */
function Weight({ share }: { share: number }) {
  const percent = Math.min(50, Math.abs(share) * 50)
  const isFor = share >= 0
  return (
    <span
      className="relative h-2 w-24 shrink-0 rounded-full bg-paper/8"
      role="img"
      aria-label={isFor ? 'Speaks for it' : 'Speaks against it'}
    >
      <span
        className={`absolute inset-y-0 rounded-full ${isFor ? 'bg-ember' : 'bg-tide'}`}
        style={isFor ? { left: '50%', width: `${percent}%` } : { right: '50%', width: `${percent}%` }}
      />
    </span>
  )
}
