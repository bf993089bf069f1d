'use client'

import { useEffect, useRef } from 'react'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { attachAnalyser } from './sound-analyser.ts'
import { spectrumBands } from './spectrum-bands.ts'

const bandCount = 96
const fall = 0.86

/** The sound as it is now: height is energy, colour is how bright it sounds. Rests where motion is unwanted. */
export function LiveSpectrum({ className }: { className: string }) {
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const player = usePlayer()
  const isPlaying = usePlayerState((state) => state.status === 'playing')

  useEffect(() => {
    const { audio } = player
    const canvas = canvasRef.current
    if (!isPlaying || !audio || !canvas || canvas.clientWidth === 0) return
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    let stop = () => {}
    let isOver = false
    Promise.all([attachAnalyser(audio), import('meyda')])
      .then(([attached, { default: meyda }]) => {
        if (!isOver && attached) stop = draw(canvas, attached.analyser, meyda)
      })
      .catch(() => {
        // No Web Audio here: the music plays on, without a picture.
      })
    return () => {
      isOver = true
      stop()
    }
  }, [player, isPlaying])

  return <canvas ref={canvasRef} className={className} />
}

type Meyda = typeof import('meyda').default

function draw(canvas: HTMLCanvasElement, analyser: AnalyserNode, meyda: Meyda) {
  const signal = new Float32Array(analyser.fftSize)
  const sampleRateHz = analyser.context.sampleRate
  const levels = new Array<number>(bandCount).fill(0)
  const paint = canvas.getContext('2d')
  let frame = requestAnimationFrame(next)

  function next() {
    frame = requestAnimationFrame(next)
    if (!paint || document.hidden) return
    analyser.getFloatTimeDomainData(signal)
    meyda.bufferSize = signal.length
    meyda.sampleRate = sampleRateHz
    const heard = meyda.extract(['amplitudeSpectrum', 'spectralCentroid'], signal)
    if (!heard?.amplitudeSpectrum) return
    const bands = spectrumBands(heard.amplitudeSpectrum, sampleRateHz, bandCount)
    for (const [band, level] of bands.entries()) levels[band] = Math.max(level, levels[band] * fall)
    // silence has no centroid: Meyda answers NaN
    paintLevels(canvas, paint, { levels, brightness: (heard.spectralCentroid || 0) / (signal.length / 2) })
  }

  return () => {
    cancelAnimationFrame(frame)
    paint?.clearRect(0, 0, canvas.width, canvas.height)
  }
}

type Picture = { levels: number[]; brightness: number }

function paintLevels(canvas: HTMLCanvasElement, paint: CanvasRenderingContext2D, { levels, brightness }: Picture) {
  const scale = window.devicePixelRatio
  canvas.width = canvas.clientWidth * scale
  canvas.height = canvas.clientHeight * scale
  const step = canvas.width / levels.length
  const fade = paint.createLinearGradient(0, canvas.height, 0, 0)
  const hue = 28 + 160 * Math.min(1, brightness * 4)
  fade.addColorStop(0, `hsl(${hue} 85% 72% / 0.85)`)
  fade.addColorStop(1, `hsl(${hue} 85% 72% / 0.05)`)
  paint.fillStyle = fade
  for (const [band, level] of levels.entries()) {
    const height = level * canvas.height
    paint.fillRect(band * step + step * 0.2, canvas.height - height, step * 0.6, height)
  }
}
