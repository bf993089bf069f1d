'use client'

import { Compass } from 'lucide-react'
import Link from 'next/link'
import { GenreBars } from '@/genre/genre-bars.tsx'
import { genreName } from '@/genre/genre-name.ts'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { buttonStyle } from '@/ui/button.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Notice } from '@/ui/notice.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { Section } from '@/ui/section.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { TasteWheel } from './taste-wheel.tsx'
import { useTasteProfile } from './use-taste-profile.ts'

/** What the recommender believes, and which signals made it believe so. */
export function TastePage() {
  const { profile, error, refetch } = useTasteProfile()
  if (!profile) {
    return error ? <LoadFailure what="Your taste" onRetry={() => refetch()} /> : <TrackListSkeleton rows={10} />
  }
  const [first, second] = [...profile.genres].sort((one, other) => other.share - one.share)
  const isBlank = profile.genres.length === 0
  return (
    <>
      <PageTitle lead="This is all that Segue believes about you. It is worked out anew from your signals every time.">
        {first ? tasteTitle(first.genre, second?.genre) : 'Your taste'}
      </PageTitle>
      {isBlank ? (
        <Notice
          icon={Compass}
          title="A blank page"
          action={
            <Link href="/welcome" className={buttonStyle({ look: 'primary' })}>
              Pick what you like
            </Link>
          }
        >
          Listen for a while, or pick a few genres and artists.
        </Notice>
      ) : (
        <div className="grid items-center gap-12 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
          <TasteWheel shares={profile.genres} signals={profile.eventCount} />
          <GenreBars label="Your genres" shares={profile.genres} most={12} />
        </div>
      )}
      {profile.evidence.length > 0 && (
        <Section title="Because of these" className="mt-14">
          <EvidenceList evidence={profile.evidence} />
        </Section>
      )}
    </>
  )
}

function tasteTitle(first: string, second: string | undefined) {
  return second
    ? `Mostly ${genreName(first).toLowerCase()} and ${genreName(second).toLowerCase()}`
    : `All ${genreName(first).toLowerCase()}`
}
