import clsx from 'clsx'
import { Artwork } from '@/artwork/artwork.tsx'

type PlaylistCoverProps = { urls: readonly string[]; title: string; className?: string }

/** The covers of its first tracks: four of them as tiles, or one. */
export function PlaylistCover({ urls, title, className }: PlaylistCoverProps) {
  if (urls.length < 4) return <Artwork url={urls[0]} alt="" seed={title} className={className} />
  return (
    <div className={clsx('grid aspect-square w-full grid-cols-2 overflow-hidden', className)}>
      {urls.map((url) => (
        <Artwork key={url} url={url} alt="" seed={url} />
      ))}
    </div>
  )
}
