'use client'

import { X } from 'lucide-react'
import { useBlockedArtists } from './use-blocked-artists.ts'

export function BlockedArtists() {
  const { blocked, toggleBlock } = useBlockedArtists()
  return (
    <section className="border-b border-line py-6">
      <h2 className="font-semibold">Artists never suggested</h2>
      {blocked.length === 0 ? (
        <p className="mt-1 text-sm text-soft">None. An artist can be taken out on their page.</p>
      ) : (
        <ul className="mt-3 flex flex-wrap gap-2">
          {blocked.map((artist) => (
            <li key={artist.id}>
              <button
                type="button"
                aria-label={`Allow ${artist.name} again`}
                onClick={() => toggleBlock(artist)}
                className="inline-flex items-center gap-2 rounded-full bg-paper/8 py-1.5 pr-3 pl-4 text-sm hover:bg-paper/14"
              >
                {artist.name}
                <X className="size-3.5 text-soft" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
