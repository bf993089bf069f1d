import { parseFile, selectCover } from 'music-metadata'
import { type Artwork, artworkOf } from './artwork.ts'
import { cleanText } from './clean-text.ts'
import { nameFromFile } from './name-from-file.ts'

/** What a track is called and belongs to. All texts are safe to show. */
export interface Tags {
  title: string
  artist: string
  album?: string
  /** whose album it is; on a compilation not the track's artist */
  albumArtist?: string
  trackNumber?: number
  year?: number
  /** lower case */
  genre?: string
  /** as the file declares it */
  durationMs?: number
  artwork?: Artwork
}

/**
 * Tags are written by strangers: each is bounded and cleaned, and whatever is missing or unreadable is taken from the
 * file's name.
 */
export async function readTags(file: { path: string; fileName: string }): Promise<Tags> {
  const named = nameFromFile(file.fileName)
  const metadata = await parseFile(file.path, { duration: false }).catch(() => undefined)
  const { common, format } = metadata ?? { common: undefined, format: undefined }
  const taggedArtist = cleanText(common?.artist)
  return {
    title: cleanText(common?.title) ?? (taggedArtist ? withoutArtist(named, taggedArtist) : named.title),
    artist: taggedArtist ?? cleanText(common?.albumartist) ?? named.artist ?? 'Unknown artist',
    album: cleanText(common?.album),
    albumArtist: cleanText(common?.albumartist),
    trackNumber: wholeWithin(common?.track.no, { least: 1, most: 9_999 }) ?? named.trackNumber,
    year: wholeWithin(common?.year, { least: 1000, most: 2200 }),
    genre: cleanText(common?.genre?.[0], 60)?.toLowerCase(),
    durationMs: wholeWithin((format?.duration ?? 0) * 1000, { least: 1, most: 2 ** 31 - 1 }),
    artwork: artworkOf(selectCover(common?.picture)?.data),
  }
}

/** The name's first part is the artist only if nobody says otherwise. */
function withoutArtist(named: { title: string; artist?: string }, taggedArtist: string) {
  if (!named.artist || named.artist.toLowerCase() === taggedArtist.toLowerCase()) return named.title
  return `${named.artist} - ${named.title}`
}

function wholeWithin(value: unknown, { least, most }: { least: number; most: number }): number | undefined {
  const whole = Math.round(Number(value ?? Number.NaN))
  return whole >= least && whole <= most ? whole : undefined
}
