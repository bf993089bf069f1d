'use client'

import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { waveformPath } from './waveform-path.ts'

type WaveformProps = {
  /** 0–255; a calm line while unknown. */
  peaks: readonly number[] | null
  /** Played share, 0–1. */
  progress: number
}

const calmLine = [10]
const barPitchPx = 4.5
const barsBeforeLayout = 100

/** The shape of a track, in as many bars as there is room for; what was played is in the accent colour. */
export function Waveform({ peaks, progress }: WaveformProps) {
  const svgRef = useRef<SVGSVGElement>(null)
  const [bars, setBars] = useState(barsBeforeLayout)
  const path = useMemo(() => waveformPath(peaks?.length ? peaks : calmLine, bars), [peaks, bars])

  useLayoutEffect(() => {
    const svg = svgRef.current
    if (!svg) return
    const observer = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width > 0) setBars(Math.max(20, Math.round(contentRect.width / barPitchPx)))
    })
    observer.observe(svg)
    return () => observer.disconnect()
  }, [])

  const stroke = { strokeWidth: 2, strokeLinecap: 'round', vectorEffect: 'non-scaling-stroke' } as const
  return (
    <svg ref={svgRef} viewBox={`0 0 ${bars} 100`} preserveAspectRatio="none" className="size-full" aria-hidden="true">
      <path d={path} className="stroke-paper/24" {...stroke} />
      <path
        d={path}
        className="stroke-ember transition-[clip-path] duration-300 ease-linear"
        style={{ clipPath: `inset(-10% ${(100 - progress * 100).toFixed(3)}% -10% 0)` }}
        {...stroke}
      />
    </svg>
  )
}
