import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fmaFeatures } from '@segue/audio-core/fma-features'
import { createMelSpectrogram } from '@segue/audio-core/mel'
import type { Browser, Page } from 'playwright-core'
import { RATE_HZ, readInput } from '../golden/read-golden.ts'
import { browserSuite, hasChromium, openBrowser } from './chromium.ts'
import { type ModuleServer, serveModules } from './serve-modules.ts'

const PLAN = { sampleRateHz: RATE_HZ, fftSize: 2048, hopLength: 512, bands: 128 }
const music = readInput('music')

const suite = hasChromium ? describe : describe.skip
suite(browserSuite, () => {
  let server: ModuleServer
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    server = await serveModules(path.join(import.meta.dirname, '../../packages/audio-core/src'))
    browser = await openBrowser()
    page = await browser.newPage()
    await page.goto(server.url)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test('the mel-spectrogram of music is the one that Node computes', async () => {
    const inBrowser = await inPage('mel.ts', 'createMelSpectrogram', 'make(PLAN)(samples)')
    expectAlike(inBrowser, createMelSpectrogram(PLAN)(music))
  })

  test('so are the 518 features', async () => {
    const inBrowser = await inPage('fma-features.ts', 'fmaFeatures', 'make(samples, PLAN)')
    expectAlike(inBrowser, fmaFeatures(music, PLAN))
  })

  /** What an expression gives in the page, `make` being an export of a module of audio-core, `samples` the music. */
  async function inPage(module: string, name: string, expression: string): Promise<number[]> {
    const script = `(async () => {
      const { ${name}: make } = await import('/${module}')
      const PLAN = ${JSON.stringify(PLAN)}
      const samples = Float32Array.from(${JSON.stringify([...music])})
      return Array.from(${expression})
    })()`
    return (await page.evaluate(script)) as number[]
  }
})

/** To six digits: engines round sines and cosines differently in the last one. */
function expectAlike(ours: number[], theirs: Float32Array): void {
  expect(ours.length).toBe(theirs.length)
  const apart = ours.flatMap((value, i) => {
    return Math.abs(value - theirs[i]) <= 1e-6 * Math.max(1e-3, Math.abs(theirs[i])) ? [] : [[i, value, theirs[i]]]
  })
  expect(apart).toEqual([])
}
