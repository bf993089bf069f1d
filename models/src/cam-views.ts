import type * as tf from '@tensorflow/tfjs'
import { inputsOf } from './run-layers.ts'

/** A layer whose activations still tell where in time and pitch they come from. */
export type CamView = {
  layer: string
  /**
   * `frames-bands` and `bands-frames`: an image [h, w, channels] of that orientation. `spectrum`: [1, frames, bands],
   * where every band is a channel of its own.
   */
  layout: 'frames-bands' | 'bands-frames' | 'spectrum'
}

/**
 * The layers to explain a network by: the last one that is still an image of many channels, and, where a branch takes
 * whole spectra as channels, that branch's beginning, since no later layer of it knows of pitch.
 */
export function camViews(network: tf.LayersModel): CamView[] {
  const image = network.layers.filter(isImage).at(-1)
  const spectra = network.layers.find(isWholeSpectrum)
  const views: CamView[] = []
  if (image) views.push({ layer: image.name, layout: isTurned(image) ? 'bands-frames' : 'frames-bands' })
  if (spectra) views.push({ layer: spectra.name, layout: 'spectrum' })
  return views
}

function isImage(layer: tf.layers.Layer): boolean {
  const [, height, width, channels] = layer.outputShape as number[]
  return layer.outputShape.length === 4 && height > 1 && width > 1 && channels > 1
}

function isWholeSpectrum(layer: tf.layers.Layer): boolean {
  if (layer.getClassName() !== 'Reshape') return false
  const [, frames, bands, channels] = inputsOf(layer)[0].outputShape as number[]
  return channels === 1 && layer.outputShape.slice(1).join() === [1, frames, bands].join()
}

/** Whether height and width have changed places on the way. */
function isTurned(layer: tf.layers.Layer): boolean {
  const before = inputsOf(layer)
  if (before.length === 0) return false
  const turnsHere = layer.getClassName() === 'Permute' && String(layer.getConfig().dims) === '2,1,3'
  return isTurned(before[0]) !== turnsHere
}
