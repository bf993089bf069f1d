import { hzToMel, melToHz } from '@segue/audio-core/mel-scale'
import type { ByteGrid } from '@segue/models/byte-grid'
import { heatFocus } from '@segue/models/heat-focus'
import { builder } from '../builder.ts'

interface Focus {
  fromMs: number
  toMs: number
  fromHz: number
  toHz: number
}

const Picture = builder.objectRef<ByteGrid>('Picture').implement({
  description: 'A byte for each place in time and pitch.',
  fields: (t) => ({
    frames: t.exposeInt('frames'),
    bands: t.exposeInt('bands'),
    values: t.string({
      description: 'Base64 of frames x bands bytes, frame after frame, each from its lowest band up.',
      resolve: ({ values }) => Buffer.from(values).toString('base64'),
    }),
  }),
})

const HeatFocus = builder.objectRef<Focus>('HeatFocus').implement({
  description: 'Where in time and pitch most of the heat lies.',
  fields: (t) => ({
    fromMs: t.exposeInt('fromMs', { description: 'From the start of the track.' }),
    toMs: t.exposeInt('toMs'),
    fromHz: t.exposeInt('fromHz'),
    toHz: t.exposeInt('toHz'),
  }),
})

export const HeardExcerpt = builder.prismaObject('HeardExcerpt', {
  description: 'A moment of a track as the network was shown it, and what in it speaks for the genre (Grad-CAM).',
  fields: (t) => ({
    startMs: t.exposeInt('startMs'),
    endMs: t.exposeInt('endMs'),
    label: t.exposeString('label', { description: 'The genre that is explained: the most probable of the track.' }),
    probability: t.exposeFloat('probability', { description: 'Of that genre, at this moment.' }),
    spectrogram: t.field({
      type: Picture,
      description: 'Mel-spectrogram: 0 is 80 dB below the loudest moment of the track, 255 the loudest.',
      resolve: ({ spectrogram, spectrogramBands }) => picture(spectrogram, spectrogramBands),
    }),
    heat: t.field({
      type: Picture,
      description: 'How much each place speaks for the genre: 255 is the strongest place of this moment.',
      resolve: ({ heat, heatBands }) => picture(heat, heatBands),
    }),
    focus: t.field({
      type: HeatFocus,
      nullable: true,
      description: 'Absent where the heat lies all over, or nowhere.',
      resolve: (excerpt) => focusOf(excerpt),
    }),
    bandHz: t.intList({
      description: 'The middle of each band of the spectrogram.',
      resolve: ({ spectrogramBands, highestHz }) =>
        Array.from({ length: spectrogramBands }, (_, band) => hzAt((band + 0.5) / spectrogramBands, highestHz)),
    }),
    attention: t.intList({
      description: 'How much each part of this moment counts, 0–255, first to last; empty where the network has none.',
      resolve: ({ attention }) => Array.from(attention),
    }),
  }),
})

function picture(values: Uint8Array, bands: number): ByteGrid {
  return { frames: values.length / bands, bands, values }
}

interface Heated {
  startMs: number
  endMs: number
  heat: Uint8Array
  heatBands: number
  highestHz: number
}

function focusOf({ startMs, endMs, heat, heatBands, highestHz }: Heated): Focus | undefined {
  const focus = heatFocus(picture(heat, heatBands))
  if (!focus) return undefined
  const msAt = (share: number) => Math.round(startMs + share * (endMs - startMs))
  const { frames, bands } = focus
  return {
    fromMs: msAt(frames[0]),
    toMs: msAt(frames[1]),
    fromHz: hzAt(bands[0], highestHz),
    toHz: hzAt(bands[1], highestHz),
  }
}

/** @param share of the bands, from the lowest */
function hzAt(share: number, highestHz: number): number {
  return Math.round(melToHz(share * hzToMel(highestHz, 'slaney'), 'slaney'))
}
