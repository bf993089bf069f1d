'use client'

import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { Dialog } from 'radix-ui'
import { Artwork } from '@/artwork/artwork.tsx'
import type { Encounter } from '@/feedback/feedback-event.ts'
import { genreHue } from '@/genre/genre-hue.ts'
import type { TrackSummary } from '@/track/track-summary.ts'
import { CurrentMarks } from './current-marks.tsx'
import { LiveSpectrum } from './live-spectrum.tsx'
import { PlayerSeek } from './player-seek.tsx'
import { QueueList } from './queue-list.tsx'
import { Transport } from './transport.tsx'

type NowPlayingSheetProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  track: TrackSummary
  encounter: Encounter
  waveform: readonly number[] | null
}

/** What plays, over the whole window. */
export function NowPlayingSheet({ isOpen, onOpenChange, track, encounter, waveform }: NowPlayingSheetProps) {
  const close = () => onOpenChange(false)
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-50 animate-[slide-up_340ms_var(--ease-out-soft)] overflow-y-auto outline-none"
          style={{
            background: `radial-gradient(90% 60% at 50% 0%, oklch(0.38 0.09 ${genreHue(track.genre ?? '')}), transparent), var(--color-ink)`,
          }}
        >
          <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-6 pt-4 pb-10">
            <div className="flex items-center justify-between">
              <Dialog.Close
                aria-label="Close"
                className="-ml-2 grid size-11 place-items-center rounded-full text-soft hover:bg-paper/8 hover:text-paper"
              >
                <ChevronDown className="size-6" aria-hidden="true" />
              </Dialog.Close>
              <Dialog.Title className="text-sm font-medium text-soft">Now playing</Dialog.Title>
              <span className="w-11" />
            </div>
            <div className="grid flex-1 content-center items-center gap-8 py-6 lg:grid-cols-2 lg:gap-14">
              <div className="relative mx-auto w-full max-w-[min(22rem,44dvh)] lg:max-w-none">
                <Artwork
                  url={track.artworkUrl}
                  alt={`Cover of ${track.title}`}
                  seed={track.id}
                  genre={track.genre}
                  className="rounded-3xl shadow-float"
                />
                <LiveSpectrum className="absolute inset-x-0 bottom-0 h-1/3 w-full rounded-b-3xl opacity-80" />
              </div>
              <div className="min-w-0">
                <div className="flex items-start gap-2">
                  <div className="min-w-0 flex-1">
                    <Link
                      href={`/track/${track.id}`}
                      onClick={close}
                      className="line-clamp-2 text-2xl font-semibold tracking-[-0.03em] hover:underline sm:text-4xl"
                    >
                      {track.title}
                    </Link>
                    <Link
                      href={`/artist/${track.artist.id}`}
                      onClick={close}
                      className="mt-1 block truncate text-soft hover:underline sm:text-lg"
                    >
                      {track.artist.name}
                    </Link>
                  </div>
                  <CurrentMarks track={track} encounter={encounter} size="medium" />
                </div>
                <div className="mt-8">
                  <PlayerSeek peaks={waveform} className="h-16" />
                </div>
                <div className="mx-auto mt-6 max-w-sm">
                  <Transport isLarge />
                </div>
              </div>
            </div>
            <section aria-label="Queue" className="mt-4">
              <h2 className="mb-2 text-lg font-semibold">Next</h2>
              <QueueList />
            </section>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
