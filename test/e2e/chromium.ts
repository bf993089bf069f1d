import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const executablePath = places.find((place) => place && existsSync(place))

export const hasChromium = executablePath !== undefined

if (!hasChromium && process.env.SEGUE_REQUIRE_ALL_SUITES === 'true')
  throw new Error('Chromium is not installed, and SEGUE_REQUIRE_ALL_SUITES allows no skipped suite.')

export const browserSuite = hasChromium
  ? 'in a browser'
  : 'in a browser (skipped: no chromium found, CHROMIUM_PATH may name one)'

/** The machine's own browser, without a window; works as root and where /dev/shm is small. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}
