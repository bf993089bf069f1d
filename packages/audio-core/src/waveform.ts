/**
 * The outline of a sound for drawing: the largest absolute sample in each of `bins` equal stretches, where 255 is full
 * scale. Samples beyond full scale count as full scale; a sound shorter than `bins` repeats samples.
 */
export function waveformPeaks(samples: Float32Array, bins: number): Uint8Array {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`${bins} is no number of bins`)
  const peaks = new Uint8Array(bins)
  if (samples.length === 0) return peaks
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * samples.length) / bins)
    const to = Math.max(from + 1, Math.floor(((bin + 1) * samples.length) / bins))
    let peak = 0
    for (let i = from; i < to; i++) {
      const size = samples[i] < 0 ? -samples[i] : samples[i]
      if (size > peak) peak = size
    }
    peaks[bin] = Math.round(Math.min(1, peak) * 255)
  }
  return peaks
}

/**
 * The outline at several zooms, finest first, each half as many bins as the one before, down to `fewest`. The finest
 * is read from the sound, the others from the one before, so all agree on where the peaks are.
 */
export function waveformZooms(
  samples: Float32Array,
  { finest, fewest }: { finest: number; fewest: number },
): Uint8Array[] {
  const zooms = [waveformPeaks(samples, finest)]
  for (let last = zooms[0]; last.length % 2 === 0 && last.length / 2 >= fewest; last = zooms[zooms.length - 1]) {
    zooms.push(halved(last))
  }
  return zooms
}

function halved(peaks: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: peaks.length / 2 }, (_, i) => Math.max(peaks[2 * i], peaks[2 * i + 1]))
}
