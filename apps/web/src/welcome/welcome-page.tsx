'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { UpdateSettings } from '@/settings/settings-queries.ts'
import { Logo } from '@/shell/logo.tsx'
import { Button } from '@/ui/button.tsx'
import { ArtistPick } from './artist-pick.tsx'
import { GenrePick } from './genre-pick.tsx'
import { WelcomeQuery } from './welcome-query.ts'

/** A first direction for the feed: a few genres or artists, or none. */
export function WelcomePage() {
  const router = useRouter()
  const { data } = useQuery(WelcomeQuery)
  const [save, { loading }] = useMutation(UpdateSettings)
  const [changedGenres, setChangedGenres] = useState<string[]>()
  const [changedArtists, setChangedArtists] = useState<string[]>()
  const genres = changedGenres ?? data?.me?.settings.pickedGenres ?? []
  const artists = changedArtists ?? data?.me?.settings.pickedArtists.map(({ id }) => id) ?? []
  const count = genres.length + artists.length

  async function begin() {
    if (changedGenres || changedArtists) {
      await save({ variables: { settings: { pickedGenres: genres, pickedArtistIds: artists } } }).catch(() => undefined)
    }
    router.push('/')
  }

  return (
    <div className="mx-auto max-w-6xl px-5 pt-8 pb-36 sm:px-8">
      <Logo />
      <h1 className="mt-9 text-4xl font-semibold tracking-[-0.04em] sm:text-5xl">What do you feel like?</h1>
      <p className="mt-3 max-w-xl text-soft">
        Pick what sounds good to you. It is only a first direction: from the first like or skip on, your feed follows
        your ears.
      </p>
      <h2 className="mt-10 mb-4 text-xl font-semibold">Genres</h2>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {data?.genres.map(({ name }) => (
          <GenrePick
            key={name}
            genre={name}
            isPicked={genres.includes(name)}
            onToggle={() => setChangedGenres(toggled(genres, name))}
          />
        )) ??
          Array.from({ length: 8 }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the places are all the same
            <div key={place} className="skeleton h-28 rounded-2xl" />
          ))}
      </div>
      {data && data.artists.length > 0 && (
        <>
          <h2 className="mt-12 mb-4 text-xl font-semibold">Artists</h2>
          <div className="-mx-2 grid grid-cols-3 gap-1 sm:grid-cols-5 lg:grid-cols-7">
            {data.artists.map((artist) => (
              <ArtistPick
                key={artist.id}
                artist={artist}
                isPicked={artists.includes(artist.id)}
                onToggle={() => setChangedArtists(toggled(artists, artist.id))}
              />
            ))}
          </div>
        </>
      )}
      <div className="glass fixed inset-x-0 bottom-0 border-t border-line px-5 py-4 pb-[calc(1rem+env(safe-area-inset-bottom))]">
        <div className="mx-auto flex max-w-6xl items-center justify-between gap-4">
          <p role="status" className="text-sm text-soft">
            {count === 0 ? 'Nothing picked' : `${count} picked`}
          </p>
          <Button look="primary" disabled={loading} onClick={begin} className="px-8 py-3 text-base">
            {count === 0 ? 'Just start' : 'Start listening'}
          </Button>
        </div>
      </div>
    </div>
  )
}

function toggled(picked: readonly string[], name: string) {
  return picked.includes(name) ? picked.filter((other) => other !== name) : [...picked, name]
}
