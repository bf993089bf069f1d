'use client'

import { useEffect, useRef } from 'react'
import { excerptPixels } from './excerpt-pixels.ts'
import type { HeardExcerpt } from './heard-excerpts-query.ts'

type ExcerptCanvasProps = { excerpt: HeardExcerpt; isHeatShown: boolean; label: string }

/** Smooth at any size: drawn this many times larger than it has places. */
const enlarged = 6

export function ExcerptCanvas({ excerpt: { spectrogram, heat }, isHeatShown, label }: ExcerptCanvasProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const size = { width: spectrogram.frames * enlarged, height: spectrogram.bands * enlarged }

  useEffect(() => {
    const context = canvasRef.current?.getContext('2d')
    if (!context) return
    const { width, height, rgba } = excerptPixels(spectrogram, isHeatShown ? heat : undefined)
    const small = new OffscreenCanvas(width, height)
    small.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0)
    context.imageSmoothingQuality = 'high'
    context.drawImage(small, 0, 0, width * enlarged, height * enlarged)
  }, [spectrogram, heat, isHeatShown])

  return <canvas ref={canvasRef} {...size} role="img" aria-label={label} className="block aspect-[2/1] w-full" />
}
