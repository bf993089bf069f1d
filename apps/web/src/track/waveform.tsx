'use client'

import { useMemo } from 'react'
import { waveformPath } from './waveform-path.ts'

type WaveformProps = {
  /** 0–255; a calm line while unknown. */
  peaks: readonly number[] | null
  bars: number
  /** Played share, 0–1. */
  progress: number
}

const calmLine = [10]

/** The shape of a track; what was played is in the accent colour. */
export function Waveform({ peaks, bars, progress }: WaveformProps) {
  const path = useMemo(() => waveformPath(peaks?.length ? peaks : calmLine, bars), [peaks, bars])
  return (
    <svg viewBox={`0 0 ${bars} 100`} preserveAspectRatio="none" className="size-full" aria-hidden="true">
      <path
        d={path}
        className="stroke-paper/24"
        strokeWidth="2"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={path}
        className="stroke-ember transition-[clip-path] duration-300 ease-linear"
        style={{ clipPath: `inset(-10% ${(100 - progress * 100).toFixed(3)}% -10% 0)` }}
        strokeWidth="2"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
