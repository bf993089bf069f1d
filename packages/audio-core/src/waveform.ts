/** The outline of a sound for drawing: bytes, where 255 is full scale. Samples beyond full scale count as full scale. */
export interface WaveformMeter {
  push(samples: Float32Array): void
  /** The largest absolute sample in each of `bins` equal stretches; a sound shorter than `bins` repeats samples. */
  outline(bins: number): Uint8Array
}

/** So many peaks are kept: from half of them on, a stretch's ends are off by less than one part in 32,768 of the sound. */
const MOST_PEAKS = 1 << 16

/** Of a sound that arrives in pieces, in memory that does not grow: exact for short ones, then as fine as `MOST_PEAKS`. */
export function createWaveformMeter(): WaveformMeter {
  const peaks = new Float32Array(MOST_PEAKS)
  let length = 0
  /** Each peak is that of so many samples, the last one of those that came so far. */
  let span = 1

  function halve(): void {
    for (let i = 0; i < MOST_PEAKS / 2; i++) peaks[i] = larger(peaks[2 * i], peaks[2 * i + 1])
    peaks.fill(0, MOST_PEAKS / 2)
    span *= 2
  }

  return {
    push(samples) {
      for (let at = 0; at < samples.length; ) {
        if (length === span * MOST_PEAKS) halve()
        const place = Math.floor(length / span)
        const end = Math.min(samples.length, at + (place + 1) * span - length)
        length += end - at
        peaks[place] = larger(peaks[place], largestSize(samples, at, end))
        at = end
      }
    },
    outline(bins) {
      if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`${bins} is no number of bins`)
      const bytes = new Uint8Array(bins)
      if (length === 0) return bytes
      for (let bin = 0; bin < bins; bin++) {
        const first = Math.floor((bin * length) / bins)
        const end = Math.max(first + 1, Math.floor(((bin + 1) * length) / bins))
        let peak = 0
        for (let i = Math.floor(first / span); i * span < end; i++) peak = larger(peak, peaks[i])
        bytes[bin] = Math.round(Math.min(1, peak) * 255)
      }
      return bytes
    },
  }
}

/** The outline of a whole sound. */
export function waveformPeaks(samples: Float32Array, bins: number): Uint8Array {
  const meter = createWaveformMeter()
  meter.push(samples)
  return meter.outline(bins)
}

/**
 * The outline at several zooms, finest first, each half as many bins as the one before, down to `fewest`. The finest
 * is read from the sound, the others from the one before, so all agree on where the peaks are.
 */
export function waveformZooms(
  waveform: Pick<WaveformMeter, 'outline'>,
  { finest, fewest }: { finest: number; fewest: number },
): Uint8Array[] {
  const zooms = [waveform.outline(finest)]
  for (let last = zooms[0]; last.length % 2 === 0 && last.length / 2 >= fewest; last = zooms[zooms.length - 1]) {
    zooms.push(halved(last))
  }
  return zooms
}

function halved(peaks: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: peaks.length / 2 }, (_, i) => Math.max(peaks[2 * i], peaks[2 * i + 1]))
}

function largestSize(samples: Float32Array, from: number, end: number): number {
  let high = 0
  let low = 0
  for (let i = from; i < end; i++) {
    const value = samples[i]
    if (value > high) high = value
    else if (value < low) low = value
  }
  return larger(high, -low)
}

function larger(a: number, b: number): number {
  return a > b ? a : b
}
