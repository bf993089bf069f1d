import { Compass, Flame, Heart, type LucideIcon, Radio, Sparkles, Tag, Users, Waves } from 'lucide-react'
import Link from 'next/link'
import type { FeedItem } from './feed-query.ts'
import { linkTitles } from './link-titles.ts'

type Reason = FeedItem['reason']

const icons: { [Kind in Reason['kind']]: LucideIcon } = {
  SIMILAR_TO_LIKED: Heart,
  LISTENERS_LIKE_YOU: Users,
  SESSION: Waves,
  FRESH: Sparkles,
  POPULAR: Flame,
  EXPLORATION: Compass,
  PICKED_GENRE: Tag,
  PICKED_ARTIST: Tag,
  SEED: Radio,
}

/** Why a track is here, in one sentence with links to the tracks that it cites. */
export function ReasonLine({ reason }: { reason: Reason }) {
  const Icon = icons[reason.kind] ?? Sparkles
  return (
    <p className="flex gap-1.5 text-[0.8rem] leading-snug text-soft">
      <Icon className="mt-[0.14rem] size-3.5 shrink-0 text-tide" aria-hidden="true" />
      <span className="line-clamp-2 min-w-0">
        {linkTitles(reason.text, reason.tracks).map(({ text, trackId }, index) =>
          trackId ? (
            <Link
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
              key={index}
              href={`/track/${trackId}`}
              className="text-paper underline decoration-paper/30 underline-offset-2 hover:decoration-ember"
            >
              {text}
            </Link>
          ) : (
            text
          ),
        )}
      </span>
    </p>
  )
}
