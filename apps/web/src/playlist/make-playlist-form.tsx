'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { Sparkles } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { genreName } from '@/genre/genre-name.ts'
import { Genres } from '@/genre/genre-queries.ts'
import { Button } from '@/ui/button.tsx'
import { ChoiceGroup } from '@/ui/choice-group.tsx'
import { RangeSlider } from '@/ui/range-slider.tsx'
import { TextField } from '@/ui/text-field.tsx'
import { GeneratePlaylist, Playlists } from './playlist-queries.ts'

const sizes = ['10', '25', '50', '100'] as const

/** Asks for a playlist to measure: how long, how varied, in whose mix of genres. */
export function MakePlaylistForm() {
  const router = useRouter()
  const genres = useQuery(Genres).data?.genres ?? []
  const [generate, { loading }] = useMutation(GeneratePlaylist, { refetchQueries: [Playlists] })
  const [title, setTitle] = useState('Made for me')
  const [size, setSize] = useState<(typeof sizes)[number]>('25')
  const [genre, setGenre] = useState('')
  const [variety, setVariety] = useState(30)
  const [error, setError] = useState<string>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    const variables = { title, size: Number(size), variety, genre: genre || null }
    const answer = await generate({ variables }).catch(() => undefined)
    const outcome = answer?.data?.generatePlaylist
    if (outcome?.__typename === 'GeneratePlaylistPayload') router.push(`/playlist/${outcome.playlist.id}`)
    else setError(outcome?.message ?? 'Segue does not answer. Please try again.')
  }

  return (
    <form
      onSubmit={submit}
      aria-label="Make me a playlist"
      className="grid items-end gap-x-6 gap-y-5 rounded-3xl border border-line bg-panel/70 p-5 sm:grid-cols-2 sm:p-6 xl:grid-cols-[1fr_auto_auto_12rem_auto]"
    >
      <TextField
        label="Make me a playlist"
        value={title}
        error={error}
        required
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
      />
      <div>
        <p className="mb-1.5 text-sm font-medium text-soft">Tracks</p>
        <ChoiceGroup
          label="Number of tracks"
          value={size}
          choices={sizes.map((value) => ({ value, label: value }))}
          onChange={setSize}
        />
      </div>
      <label className="block">
        <span className="mb-1.5 block text-sm font-medium text-soft">In the mix of</span>
        <select
          value={genre}
          onChange={(event) => setGenre(event.target.value)}
          className="w-full rounded-xl border border-paper/16 bg-ink px-4 py-3 text-base text-paper hover:border-paper/28"
        >
          <option value="">my taste</option>
          {genres.map(({ name }) => (
            <option key={name} value={name}>
              {genreName(name)}
            </option>
          ))}
        </select>
      </label>
      <div>
        <p className="mb-1.5 text-sm font-medium text-soft">Variety</p>
        <div className="flex h-12 items-center">
          <RangeSlider
            label="Variety of the playlist"
            value={variety}
            max={100}
            valueText={`${variety} of 100`}
            onChange={setVariety}
          />
        </div>
      </div>
      <Button type="submit" look="primary" disabled={loading} className="py-3.5">
        <Sparkles className="size-4" aria-hidden="true" />
        {loading ? 'Choosing…' : 'Make it'}
      </Button>
    </form>
  )
}
