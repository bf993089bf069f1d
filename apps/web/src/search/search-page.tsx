'use client'

import { skipToken, useQuery } from '@apollo/client/react'
import { Search } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Genres } from '@/genre/genre-queries.ts'
import { GenreTile } from '@/genre/genre-tile.tsx'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { Section } from '@/ui/section.tsx'
import { SearchQuery } from './search-query.ts'
import { SearchResults } from './search-results.tsx'
import { useSettled } from './use-settled.ts'

const settleMs = 180

/** Finds as one types; the words are in the address, so that a search can be kept and gone back to. */
export function SearchPage() {
  const router = useRouter()
  const initial = useSearchParams().get('q') ?? ''
  const [words, setWords] = useState(initial)
  const query = useSettled(words.trim(), settleMs)
  const { data, previousData, error, refetch } = useQuery(SearchQuery, query ? { variables: { query } } : skipToken)

  useEffect(() => {
    router.replace(query ? `/search?q=${encodeURIComponent(query)}` : '/search', { scroll: false })
  }, [query, router])

  const found = (data ?? previousData)?.search
  return (
    <>
      <h1 className="sr-only">Search</h1>
      <div className="relative mb-9 max-w-2xl">
        <Search
          className="pointer-events-none absolute top-1/2 left-5 size-5 -translate-y-1/2 text-soft"
          aria-hidden="true"
        />
        <input
          type="search"
          aria-label="Search for tracks, artists, albums or genres"
          placeholder="Tracks, artists, albums, genres"
          // biome-ignore lint/a11y/noAutofocus: who opens the search page wants to type
          autoFocus
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="w-full rounded-full border border-paper/14 bg-panel/80 py-4 pr-6 pl-13 text-lg placeholder:text-faint hover:border-paper/25"
        />
      </div>
      {query === '' ? (
        <BrowseGenres />
      ) : found ? (
        <SearchResults query={query} found={found} />
      ) : error ? (
        <LoadFailure what="The results" onRetry={() => refetch()} />
      ) : (
        <TrackListSkeleton />
      )}
    </>
  )
}

function BrowseGenres() {
  const { data } = useQuery(Genres)
  if (!data) return null
  return (
    <Section title="Or start from a genre" className="">
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]">
        {data.genres.map((genre) => (
          <GenreTile key={genre.name} genre={genre} />
        ))}
      </ul>
    </Section>
  )
}
