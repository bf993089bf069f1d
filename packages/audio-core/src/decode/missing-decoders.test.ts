import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const PACKAGE = join(import.meta.dirname, '..', '..')

interface Changed {
  fixture: string
  /** These bytes, wherever those stand. */
  find: number[]
  put: number[]
}

/** Decodes a fixture in a process of its own, on a machine without ALSA and without ffmpeg. */
function decodeWithoutSystemLibraries(fixture: string): string {
  return decodeAlone({ fixture, find: [], put: [] })
}

function decodeAlone({ fixture, find, put }: Changed): string {
  const hook = `export async function resolve(name, context, next) {
    if (name === 'node-web-audio-api') throw new Error('libasound.so.2: cannot open shared object file')
    return next(name, context)
  }`
  const address = `data:text/javascript,${encodeURIComponent(hook)}`
  const loader = `import { register } from "node:module"; register(${JSON.stringify(address)})`
  const script = `
    const { decode } = await import('./src/decode.ts')
    const { readFixture } = await import('./fixtures/read-fixture.ts')
    const bytes = Buffer.from(readFixture('${fixture}'))
    const find = Buffer.from(${JSON.stringify(find)})
    for (let at = bytes.indexOf(find); find.length && at >= 0; at = bytes.indexOf(find, at + find.length))
      bytes.set(${JSON.stringify(put)}, at)
    await decode(bytes).then(
      (pcm) => console.log('samples', pcm.channels[0].length),
      (error) => console.log(error.code, error.message),
    )`
  const emptyPath = mkdtempSync(join(tmpdir(), 'segue-path-'))
  try {
    const node = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: PACKAGE,
      env: {
        ...process.env,
        PATH: emptyPath,
        NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(loader)}`,
      },
      encoding: 'utf8',
    })
    return node.stdout.trim() || node.stderr
  } finally {
    rmSync(emptyPath, { recursive: true })
  }
}

test('without a decoder for AAC an m4a is refused with the reason, and nothing crashes', () => {
  const answer = decodeWithoutSystemLibraries('tone.m4a')
  expect(answer).toMatch(/^UNSUPPORTED_FORMAT .*libasound\.so\.2.*ffmpeg/)
})

test.each([
  ['HE-AAC', [0x2b, 0x8a, 0x08, 0x00, 0x00]],
  ['HE-AAC', [0x13, 0x88, 0x56, 0xe5, 0xa0]],
  ['HE-AAC v2', [0xeb, 0x8a, 0x08, 0x00, 0x00]],
  ['AAC Main', [0x0b, 0x88, 0x56, 0xe5, 0x00]],
  ['AAC LTP', [0x23, 0x88, 0x56, 0xe5, 0x00]],
  ['xHE-AAC', [0xf9, 0x4e, 0x20, 0x00, 0x00]],
  ['AAC-LC in frames of 960 samples', [0x13, 0x8c, 0x56, 0xe5, 0x00]],
])('without ffmpeg %s is refused by its name', (name, put) => {
  const answer = decodeAlone({ fixture: 'tone-22k.m4a', find: [0x13, 0x88, 0x56, 0xe5, 0x00], put })
  expect(answer).toMatch(new RegExp(`^UNSUPPORTED_FORMAT .* holds ${name}, not AAC-LC.*ffmpeg`))
})

test('without a decoder for AAC a stream of it is refused with the reason', () => {
  expect(decodeWithoutSystemLibraries('tone.aac')).toMatch(/^UNSUPPORTED_FORMAT .*libasound\.so\.2.*ffmpeg/)
})

test.each([
  ['AAC Main', [0xff, 0xf1, 0x10, 0x80]],
  ['AAC LTP', [0xff, 0xf1, 0xd0, 0x80]],
  ['AAC-LC in unusual frames', [0xff, 0xf1, 0x50, 0x00]],
])('without ffmpeg a stream of %s is refused by its name', (name, put) => {
  const answer = decodeAlone({ fixture: 'tone.aac', find: [0xff, 0xf1, 0x50, 0x80], put })
  expect(answer).toMatch(new RegExp(`^UNSUPPORTED_FORMAT The file holds ${name}, not plain AAC-LC.*ffmpeg`))
})

test('without ffmpeg a format that only it knows is refused with the reason', () => {
  expect(decodeWithoutSystemLibraries('tone.wv')).toMatch(/^UNSUPPORTED_FORMAT .*ffmpeg/)
})

test('mp3 needs neither', () => {
  expect(decodeWithoutSystemLibraries('tone.mp3')).toBe('samples 44100')
})
