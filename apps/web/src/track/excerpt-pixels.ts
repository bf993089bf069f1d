import type { Picture } from './heard-excerpts-query.ts'

export type ExcerptPixels = { width: number; height: number; rgba: Uint8ClampedArray<ArrayBuffer> }

type Colour = readonly [red: number, green: number, blue: number]

// from silence to the loudest, as the page's own colours
const plain: readonly Colour[] = [
  [13, 15, 21],
  [34, 50, 63],
  [78, 122, 128],
  [132, 216, 200],
  [243, 238, 228],
]
const cold: readonly Colour[] = [
  [13, 15, 21],
  [27, 32, 44],
  [52, 62, 78],
  [92, 106, 122],
  [150, 160, 170],
]
const hot: readonly Colour[] = [
  [40, 18, 16],
  [150, 56, 28],
  [255, 138, 91],
  [255, 190, 140],
  [255, 244, 226],
]

/** Below 1, so that what helps a little is seen too. */
const EMPHASIS = 0.7

/**
 * A spectrogram as pixels, time to the right and low pitches at the bottom. With heat, what speaks for the genre glows
 * and the rest steps back.
 */
export function excerptPixels(spectrogram: Picture, heat: Picture | undefined): ExcerptPixels {
  const loudness = bytesOf(spectrogram)
  const heatAt = heat && smooth(heat)
  const { frames: width, bands: height } = spectrogram
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let frame = 0; frame < width; frame++) {
    for (let band = 0; band < height; band++) {
      const level = loudness[frame * height + band] / 255
      const glow = heatAt?.((frame + 0.5) / width, (band + 0.5) / height)
      const colour =
        glow === undefined ? shade(plain, level) : mix(shade(cold, level), shade(hot, level), glow ** EMPHASIS)
      rgba.set([...colour, 255], ((height - 1 - band) * width + frame) * 4)
    }
  }
  return { width, height, rgba }
}

export function bytesOf({ values }: Picture): Uint8Array {
  return Uint8Array.from(atob(values), (character) => character.charCodeAt(0))
}

/** A picture's value, 0–1, at any place (shares of time and pitch), between its cells in proportion. */
function smooth(picture: Picture): (time: number, pitch: number) => number {
  const { frames, bands } = picture
  const values = bytesOf(picture)
  const within = (place: number, cells: number) => Math.min(cells - 1, Math.max(0, place * cells - 0.5))
  return (time, pitch) => {
    const [x, y] = [within(time, frames), within(pitch, bands)]
    const [left, low] = [Math.floor(x), Math.floor(y)]
    const [right, high] = [Math.min(frames - 1, left + 1), Math.min(bands - 1, low + 1)]
    const column = (frame: number) =>
      values[frame * bands + low] * (1 - (y - low)) + values[frame * bands + high] * (y - low)
    return (column(left) * (1 - (x - left)) + column(right) * (x - left)) / 255
  }
}

function shade(scale: readonly Colour[], level: number): Colour {
  const place = level * (scale.length - 1)
  const step = Math.min(scale.length - 2, Math.floor(place))
  return mix(scale[step], scale[step + 1], place - step)
}

function mix(one: Colour, other: Colour, share: number): Colour {
  return [0, 1, 2].map((i) => one[i] + (other[i] - one[i]) * share) as unknown as Colour
}
