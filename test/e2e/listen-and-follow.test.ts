// One listener's way through the whole product: `npm start`, the web site, real files, real sound.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { demoTracks } from '@segue/prisma/seed/demo-catalogue'
import { renderDemoTrack } from '@segue/prisma/seed/render-demo-track'
import type { Browser, Page } from 'playwright-core'
import { browserSuite, hasChromium, openBrowser } from './chromium.ts'
import { type Installation, startInstallation } from './installation.ts'

// Builds the site where that was not done yet, renders and analyses music: minutes on a small machine.
jest.setTimeout(1_200_000)

const perGenre = 4
const pieces = ['ambient', 'metal'].flatMap((genre) =>
  demoTracks()
    .filter((track) => track.genre === genre)
    .slice(0, perGenre),
)
const genreOf = new Map(pieces.map(({ title, genre }) => [title, genre]))
const password = 'a few words nobody guesses'

const suite = hasChromium ? describe : describe.skip
suite(browserSuite, () => {
  let installation: Installation
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'segue-music-'))
    installation = await startInstallation()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await installation?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('an admin uploads music, a broken file among it, and every file says how it went', async () => {
    const page = await openPage()
    await signUp(page, 'Robin')
    await installation.makeAdmin('robin@example.org')
    await signOut(page)
    await signIn(page, 'Robin')
    await page.goto(`${installation.url}/admin/upload`)

    await page.getByLabel('Music files').setInputFiles(await musicFiles())
    const uploads = page.getByRole('region', { name: 'Uploads' })
    await uploads.getByText(`${pieces.length} of ${pieces.length + 1} in the catalogue, 1 failed`).waitFor()
    const broken = uploads.getByRole('listitem').filter({ hasText: 'diary.mp3' })
    expect(await broken.getAttribute('data-upload-state')).toBe('failed')
    expect(await broken.getByRole('button', { name: 'Try diary.mp3 again' }).isVisible()).toBe(true)
    await page.context().close()
  })

  test('a listener likes one genre, skips the other, and sees the feed follow without a reload', async () => {
    const page = await openPage()
    await signUp(page, 'Ada')
    await page.getByRole('button', { name: 'Just start' }).click()
    const feed = page.getByRole('list', { name: 'Your feed' })
    await feed.getByRole('listitem').first().waitFor()
    expect((await titlesIn(page)).toSorted()).toEqual([...genreOf.keys()].toSorted())
    await page.evaluate(() => Object.assign(window, { neverReloaded: true }))
    await page.getByRole('slider', { name: 'Variety' }).focus()
    await page.keyboard.press('Home')

    const [ambient, metal] = ['ambient', 'metal'].map((genre) => pieces.filter((piece) => piece.genre === genre))
    for (const { title } of ambient.slice(0, 2)) await skip(page, title)
    for (const { title } of metal.slice(0, 2)) await like(page, title)

    await page.getByText('Changed because you liked').waitFor()
    const left = (await titlesIn(page)).filter((title) => !isHeard(title))
    expect(left.slice(0, perGenre - 2).map((title) => genreOf.get(title))).toEqual(['metal', 'metal'])
    expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true)

    function isHeard(title: string) {
      return [...ambient.slice(0, 2), ...metal.slice(0, 2)].some((piece) => piece.title === title)
    }
    await page.context().close()
  })

  test('what plays goes on while pages change, and is in the history', async () => {
    const page = await openPage()
    await signIn(page, 'Ada')
    const { title } = pieces[perGenre + 3]
    await page.getByRole('button', { name: `Play ${title}`, exact: true }).click()
    await untilSoundPasses(page, 1)
    await page.getByRole('link', { name: 'Library', exact: true }).first().click()
    await page.waitForURL('**/library')
    await untilSoundPasses(page, 2)
    await page.keyboard.press(' ')
    expect(await page.evaluate(() => document.querySelector('audio')?.paused)).toBe(true)

    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByText(`Skipped “${title}”`).first().waitFor()
    await page.getByRole('link', { name: 'History', exact: true }).first().click()
    const entry = page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: 'Skipped' })
    await entry.first().hover()
    await entry.first().getByRole('button', { name: /^Undo/ }).click()
    await entry.first().getByText('Taken back').waitFor()
    await page.context().close()
  })

  test('a track’s page shows where its genre was heard, and plays from there', async () => {
    const page = await openPage()
    await signIn(page, 'Ada')
    const { title } = pieces[perGenre]
    await page.getByRole('link', { name: title, exact: true }).first().click()
    const heard = page.getByRole('region', { name: 'What the network heard' })
    const moments = heard.getByRole('img', { name: /(mostly|in all that sounds)/ })
    await moments.first().waitFor()
    expect(await moments.count()).toBe(3)
    const withEvidence = await drawn(page)
    await heard.getByRole('radio', { name: 'Sound only' }).click()
    expect(await drawn(page)).not.toEqual(withEvidence)

    const column = page.getByRole('list', { name: 'Genre over time' }).getByRole('button').nth(6)
    const [, minutes, seconds] = /^(\d+):(\d+): /.exec((await column.getAttribute('aria-label'))!)!
    await column.focus()
    await page.keyboard.press('Enter')
    await untilSoundPasses(page, Number(minutes) * 60 + Number(seconds))
    await page.context().close()
  })

  test('a playlist begins in a track’s menu, grows, plays in its order and can be put in another', async () => {
    const page = await openPage()
    await signIn(page, 'Ada')
    const [first, second] = [pieces[0].title, pieces[perGenre + 2].title]
    const add = async (title: string, choice: string) => {
      await page.goto('/search')
      await page.getByRole('searchbox').first().fill(title)
      const menu = page.getByRole('button', { name: `More for ${title}`, exact: true }).first()
      await menu.click()
      await page.getByRole('menuitem', { name: 'Add to playlist…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: choice, exact: true }).click()
    }
    await add(first, 'New playlist')
    await page.getByText(`A playlist “${first}” begins with this track`).first().waitFor()
    await add(second, first)
    await page.getByText(`“${second}” is in “${first}”`).first().waitFor()

    await page.goto('/playlists')
    await page.getByRole('link', { name: first }).first().click()
    const tracks = page.getByRole('list', { name: `Tracks of ${first}` })
    const order = () => tracks.getByRole('listitem').locator('a[href^="/track/"]').allInnerTexts()
    await tracks.getByRole('listitem').nth(1).waitFor()
    expect(await order()).toEqual([first, second])
    await tracks.getByRole('listitem').nth(1).hover()
    await page.getByRole('button', { name: `Move ${second} up` }).click()
    await page.waitForResponse((response) => response.url().endsWith('/graphql'))
    await page.reload()
    await tracks.getByRole('listitem').nth(1).waitFor()
    expect(await order()).toEqual([second, first])

    await page.getByRole('button', { name: 'Play all' }).click()
    await untilSoundPasses(page, 0.5)
    expect(await page.getByRole('region', { name: 'Player' }).innerText()).toContain(second)
    await page.context().close()
  })

  async function openPage() {
    const context = await browser.newContext({ baseURL: installation.url, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(600_000)
    return page
  }

  async function musicFiles() {
    const files = []
    for (const piece of pieces) {
      const file = path.join(folder, `${piece.key.replaceAll('/', '-')}.mp3`)
      writeFileSync(file, await renderDemoTrack(piece))
      files.push(file)
    }
    const broken = path.join(folder, 'diary.mp3')
    writeFileSync(broken, 'Dear diary, this is not music.\n'.repeat(100))
    return [...files, broken]
  }
})

async function signUp(page: Page, name: string) {
  await page.goto('/signup')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Email').fill(`${name.toLowerCase()}@example.org`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/welcome')
}

async function signIn(page: Page, name: string) {
  await page.goto('/signin')
  await page.getByLabel('Email').fill(`${name.toLowerCase()}@example.org`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const refused = page.getByText('do not match')
  await page.getByRole('heading', { name: 'For you' }).or(refused).waitFor()
  // Where an earlier test failed before the account was made, the later ones need not wait to fail.
  expect(await refused.isVisible()).toBe(false)
}

async function signOut(page: Page) {
  await page.goto('/')
  await page
    .getByRole('button', { name: /^Account of/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/signin')
}

/** Next before the end, after the sound has begun. */
async function skip(page: Page, title: string) {
  await page.getByRole('button', { name: `Play ${title}`, exact: true }).click()
  await untilSoundPasses(page, 0.5)
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByText('Changed because you skipped').getByRole('link', { name: title, exact: true }).waitFor()
}

async function like(page: Page, title: string) {
  await page.getByRole('button', { name: `Like ${title}`, exact: true }).click()
  await page.getByText('Changed because you liked').getByRole('link', { name: title, exact: true }).waitFor()
}

/** The first moment's picture. */
function drawn(page: Page) {
  return page
    .locator('canvas[role=img]')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
}

async function untilSoundPasses(page: Page, seconds: number) {
  await page.waitForFunction((target) => {
    const audio = document.querySelector('audio')
    return audio !== null && !audio.paused && audio.currentTime > target
  }, seconds)
}

/** In the order of the feed. */
function titlesIn(page: Page) {
  return page
    .getByRole('list', { name: 'Your feed' })
    .getByRole('listitem')
    .locator('a.font-semibold[href^="/track/"]')
    .allInnerTexts()
}
