'use client'

import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { formatDuration } from '@/track/format-duration.ts'
import { Waveform } from '@/track/waveform.tsx'

type SeekBarProps = {
  label: string
  peaks: readonly number[] | null
  positionMs: number
  durationMs: number
  onSeek: (positionMs: number) => void
  className?: string
}

const keyStepMs = 5_000

/** A waveform to go anywhere in a track, by pointer or arrow keys. */
export function SeekBar({ label, peaks, positionMs, durationMs, onSeek, className }: SeekBarProps) {
  const [pointedShare, setPointedShare] = useState<number>()
  const [isDragging, setIsDragging] = useState(false)
  const shown = isDragging && pointedShare !== undefined ? pointedShare : durationMs ? positionMs / durationMs : 0

  function handleKey(event: KeyboardEvent) {
    const targets: { [key: string]: number } = {
      ArrowRight: positionMs + keyStepMs,
      ArrowUp: positionMs + keyStepMs,
      ArrowLeft: positionMs - keyStepMs,
      ArrowDown: positionMs - keyStepMs,
      Home: 0,
      End: durationMs - keyStepMs,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onSeek(Math.min(durationMs, Math.max(0, target)))
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1000)}
      aria-valuenow={Math.round(positionMs / 1000)}
      aria-valuetext={`${formatDuration(positionMs)} of ${formatDuration(durationMs)}`}
      className={`relative cursor-pointer touch-none ${className ?? ''}`}
      onKeyDown={handleKey}
      onPointerMove={(event) => setPointedShare(shareAt(event))}
      onPointerLeave={() => !isDragging && setPointedShare(undefined)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setPointedShare(shareAt(event))
        setIsDragging(true)
      }}
      onPointerUp={(event) => {
        if (isDragging) onSeek(shareAt(event) * durationMs)
        setIsDragging(false)
        if (event.pointerType !== 'mouse') setPointedShare(undefined)
      }}
      onPointerCancel={() => setIsDragging(false)}
    >
      <Waveform peaks={peaks} progress={Math.min(1, Math.max(0, shown))} />
      {pointedShare !== undefined && (
        <span
          className="pointer-events-none absolute inset-y-0 w-px bg-paper/70"
          style={{ left: `${pointedShare * 100}%` }}
          aria-hidden="true"
        >
          <span className="absolute -top-6 left-1/2 -translate-x-1/2 rounded-md bg-lifted px-1.5 py-0.5 text-[0.69rem] tabular-nums shadow-md">
            {formatDuration(pointedShare * durationMs)}
          </span>
        </span>
      )}
    </div>
  )
}

function shareAt(event: PointerEvent<HTMLElement>) {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  return Math.min(1, Math.max(0, (event.clientX - left) / width))
}
