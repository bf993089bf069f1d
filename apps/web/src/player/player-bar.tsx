'use client'

import { CircleAlert, ListMusic, Maximize2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Artwork } from '@/artwork/artwork.tsx'
import { IconButton } from '@/ui/icon-button.tsx'
import { CurrentMarks } from './current-marks.tsx'
import { LiveSpectrum } from './live-spectrum.tsx'
import { MediaSession } from './media-session.tsx'
import { MiniPlayer } from './mini-player.tsx'
import { NowPlayingSheet } from './now-playing-sheet.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { PlayerSeek } from './player-seek.tsx'
import { QueuePanel } from './queue-panel.tsx'
import { Transport } from './transport.tsx'
import { useCurrentTrack } from './use-current-track.ts'
import { VolumeControl } from './volume-control.tsx'

/** The player at the bottom of every page: full on wide screens, a strip that unfolds on narrow ones. */
export function PlayerBar() {
  const current = useCurrentTrack()
  const [isQueueOpen, setIsQueueOpen] = useState(false)
  const [isSheetOpen, setIsSheetOpen] = useState(false)
  if (!current) return null
  const { entry, track, waveform } = current
  return (
    <>
      <MediaSession track={track} />
      <section
        aria-label="Player"
        data-player-bar
        className="glass fixed inset-x-0 bottom-(--tabs-height) z-40 h-(--player-height) animate-[slide-up_320ms_var(--ease-out-soft)] border-t border-line"
      >
        <LiveSpectrum className="pointer-events-none absolute inset-x-0 bottom-full hidden h-9 w-full mask-[linear-gradient(90deg,transparent,black_25%,black_75%,transparent)] opacity-50 lg:block" />
        <div className="hidden h-full grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] xl:grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,19rem)] items-center gap-6 px-5 lg:grid">
          <div className="flex min-w-0 items-center gap-3.5">
            <Link href={`/track/${track.id}`} className="w-15 shrink-0 overflow-hidden rounded-lg">
              <Artwork url={track.artworkUrl} alt={`Cover of ${track.title}`} seed={track.id} genre={track.genre} />
            </Link>
            <div className="min-w-0">
              <Link href={`/track/${track.id}`} className="block truncate text-[0.94rem] font-medium hover:underline">
                {track.title}
              </Link>
              <Link href={`/artist/${track.artist.id}`} className="block truncate text-sm text-soft hover:underline">
                {track.artist.name}
              </Link>
            </div>
            <div className="ml-auto flex shrink-0">
              <CurrentMarks track={track} encounter={entry.encounter} />
            </div>
          </div>
          <div className="flex items-center gap-5">
            <Transport />
            <PlaybackFailure />
            <PlayerSeek peaks={waveform} className="h-11" />
          </div>
          <div className="flex items-center justify-end gap-1">
            <VolumeControl />
            <IconButton
              icon={ListMusic}
              label="Queue"
              size="small"
              isActive={isQueueOpen}
              isFilled={false}
              aria-expanded={isQueueOpen}
              onClick={() => setIsQueueOpen(!isQueueOpen)}
            />
            <IconButton icon={Maximize2} label="Now playing" size="small" onClick={() => setIsSheetOpen(true)} />
          </div>
        </div>
        <MiniPlayer track={track} encounter={entry.encounter} onOpen={() => setIsSheetOpen(true)} />
      </section>
      {isQueueOpen && <QueuePanel onClose={() => setIsQueueOpen(false)} />}
      <NowPlayingSheet
        isOpen={isSheetOpen}
        onOpenChange={setIsSheetOpen}
        track={track}
        encounter={entry.encounter}
        waveform={waveform}
      />
    </>
  )
}

/** What to do when a track does not sound. */
function PlaybackFailure() {
  const player = usePlayer()
  const hasFailed = usePlayerState((state) => state.status === 'failed')
  if (!hasFailed) return null
  return (
    <p role="alert" className="flex shrink-0 items-center gap-2 text-sm text-alarm">
      <CircleAlert className="size-4" aria-hidden="true" />
      Cannot be played
      <button type="button" className="font-semibold underline" onClick={() => player.resume()}>
        Try again
      </button>
    </p>
  )
}
