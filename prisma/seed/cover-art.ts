import { createRandom, hashText } from './compose/random.ts'
import { PAINTERS, type PainterName, type Painting } from './cover/painters.ts'
import { type Colour, colourAt, createPalette } from './cover/palette.ts'
import { encodePng } from './cover/png.ts'
import type { DemoTrack } from './demo-track.ts'
import { GENRES } from './genres/genres.ts'

export const COVER_SIZE_PX = 320

const PAINTERS_OF_GENRE: Readonly<Record<string, readonly PainterName[]>> = {
  ambient: ['waves', 'contours'],
  blues: ['rays', 'orbits', 'bars'],
  'bossa nova': ['waves', 'tiles', 'sunset'],
  chiptune: ['pixels'],
  classical: ['petals', 'tiles'],
  country: ['rays', 'waves', 'sunset'],
  disco: ['sunset', 'orbits', 'rays'],
  'drum and bass': ['contours', 'bars', 'shards'],
  electronic: ['grid', 'contours', 'orbits'],
  hiphop: ['bars', 'tiles', 'orbits'],
  jazz: ['tiles', 'orbits', 'bars'],
  metal: ['shards'],
  pop: ['orbits', 'petals', 'sunset'],
  reggae: ['rays', 'sunset', 'waves'],
  rock: ['shards', 'rays', 'grid'],
  waltz: ['petals', 'orbits'],
}

/** The cover of a track's album as a PNG, 320 x 320: an abstract picture in the genre's manner and the album's colours. */
export function coverArt({ genre, artist, album }: Pick<DemoTrack, 'genre' | 'artist' | 'album'>): Uint8Array {
  const random = createRandom(hashText(`${artist}/${album}`))
  const hues = GENRES.find(({ label }) => label === genre)?.hues ?? [220]
  const palette = createPalette(random.pick(hues) + random.range(-14, 14), random)
  const painter = PAINTERS[random.pick(PAINTERS_OF_GENRE[genre] ?? ['waves'])]
  return encodePng(rasterise(painter(random), palette), { width: COVER_SIZE_PX, height: COVER_SIZE_PX })
}

const SHADES = 1024

/** Four samples a pixel, averaged in linear light, then a gentle vignette and sRGB. */
function rasterise(painting: Painting, palette: readonly Colour[]): Uint8Array {
  const size = COVER_SIZE_PX
  const rgb = new Uint8Array(size * size * 3)
  const shades = Float32Array.from(
    { length: SHADES * 3 },
    (_, i) => colourAt(palette, Math.floor(i / 3) / SHADES)[i % 3],
  )
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let red = 0
      let green = 0
      let blue = 0
      for (let sample = 0; sample < 4; sample++) {
        const level = painting((column + 0.25 + 0.5 * (sample & 1)) / size, (row + 0.25 + 0.25 * (sample & 2)) / size)
        const shade = 3 * Math.min(SHADES - 1, Math.max(0, Math.floor(level * SHADES)))
        red += shades[shade]
        green += shades[shade + 1]
        blue += shades[shade + 2]
      }
      const across = column / size - 0.5
      const down = row / size - 0.5
      const light = 0.25 * (1 - 0.35 * (across * across + down * down)) * (SRGB.length - 1)
      const at = (row * size + column) * 3
      rgb[at] = SRGB[Math.round(red * light)]
      rgb[at + 1] = SRGB[Math.round(green * light)]
      rgb[at + 2] = SRGB[Math.round(blue * light)]
    }
  }
  return rgb
}

/** Linear light in 4,096 steps to sRGB bytes. */
const SRGB = Uint8Array.from({ length: 4096 }, (_, i) => {
  const linear = i / 4095
  return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055))
})
