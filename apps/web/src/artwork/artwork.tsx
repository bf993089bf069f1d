'use client'

import clsx from 'clsx'
import { useState } from 'react'
import { DrawnCover } from './drawn-cover.tsx'

type ArtworkProps = {
  url: string | null | undefined
  /** What it is a picture of; empty where the name stands beside it anyway. */
  alt: string
  /** Draws the same cover for the same name where there is no picture. */
  seed: string
  genre?: string | null
  className?: string
  isRound?: boolean
}

/** A cover or portrait; drawn from the name where none was given or it does not load. */
export function Artwork({ url, alt, seed, genre, className, isRound = false }: ArtworkProps) {
  const [failedUrl, setFailedUrl] = useState<string>()
  const shape = clsx('block aspect-square w-full bg-raised object-cover', isRound && 'rounded-full', className)
  if (!url || url === failedUrl) return <DrawnCover seed={seed} genre={genre} alt={alt} className={shape} />
  return (
    // biome-ignore lint/performance/noImgElement: covers come from the catalogue in their final size
    <img
      src={url}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      className={shape}
      onError={() => setFailedUrl(url)}
    />
  )
}
