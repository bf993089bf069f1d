import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { selectBackend } from '../src/backend/select-backend.ts'
import { writeToneSet } from '../train/tone-set.ts'
import { compareModels } from './compare-models.ts'
import { COMPARISON_OPTIONS, comparisonArguments } from './comparison-arguments.ts'

const folder = mkdtempSync(join(tmpdir(), 'segue-comparison-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  await selectBackend({ force: 'wasm' })
})

type Compared = {
  models: { architecture: string; parameters: number; scores: { tracks: number; track: { accuracy: number } } }[]
}

async function compare(data: string, overrides: Record<string, string | boolean>): Promise<Compared> {
  const defaults = Object.fromEntries(
    Object.entries(COMPARISON_OPTIONS).map(([name, option]) => [
      name,
      'default' in option ? option.default : undefined,
    ]),
  )
  const values = { ...defaults, cache: join(folder, 'cache'), folds: '3', epochs: '2', json: true, ...overrides }
  const said: string[] = []
  const { log } = console
  console.log = (line: string) => said.push(line)
  try {
    await compareModels(comparisonArguments([data], values as never))
  } finally {
    console.log = log
  }
  return JSON.parse(said.at(-1) as string)
}

test('networks are compared on the same held-out artists, and what is known is printed again without training', async () => {
  const data = writeToneSet(join(folder, 'composed'), { tracks: 24, seconds: 3, seed: 0 })
  const { models } = await compare(data, { only: 'logistic,linear-svm' })
  expect(models.map(({ architecture }) => architecture)).toEqual(['logistic', 'linear-svm'])
  for (const { scores, parameters } of models) {
    expect(parameters).toBe(518 * 2 + 2)
    expect(scores.tracks).toBe(24)
    expect(scores.track.accuracy).toBe(1)
  }
  const results = readdirSync(join(folder, 'cache', 'comparison'))
  expect(results).toHaveLength(6)
  const printed = await compare(data, { only: 'logistic,linear-svm,compact', print: true })
  expect(printed.models.map(({ scores }) => scores)).toEqual(models.map(({ scores }) => scores))
  expect(readdirSync(join(folder, 'cache', 'comparison'))).toEqual(results)
})

test('an unknown network is refused before anything is read', () => {
  expect(() => comparisonArguments(['nowhere'], { only: 'perceptron', folds: '3' } as never)).toThrow(
    /no architecture “perceptron”/,
  )
})
