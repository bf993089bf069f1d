import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { biomeOverrides } from './architecture/biome-overrides.ts'
import { findViolations } from './architecture/find-violations.ts'
import { readHouse } from './architecture/read-house.ts'

const root = path.join(import.meta.dirname, '..')

test('every file keeps to the table of imports, the names and the sizes', () => {
  const house = readHouse(root)
  expect(house.files.length).toBeGreaterThan(200)
  expect(findViolations(house).map(({ path: file, message }) => `${file}: ${message}`)).toEqual([])
})

test('the linter holds the same table', () => {
  const { overrides } = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'))
  expect(overrides).toEqual(expect.arrayContaining(biomeOverrides()))
})

describe('the checker finds', () => {
  const dependencies = new Map([
    ['@segue/api', new Set(['@segue/audio-core', '@segue/recommender', 'fastify'])],
    ['@segue/models', new Set(['@segue/audio-core', '@tensorflow/tfjs'])],
    ['segue', new Set(['tsx'])],
  ])
  const faultsOf = (file: string, text: string) =>
    findViolations({ files: [{ path: file, text }], dependencies }).map(({ message }) => message)

  test.each([
    ['packages/audio-core/src/a.ts', "import { x } from '@segue/recommender/x'", 'may import no sibling'],
    ['packages/recommender/src/a.ts', "import type { X } from '@segue/audio-core/x'", 'may import no sibling'],
    ['models/src/a.ts', "const x = await import('@segue/prisma/client')", 'may import @segue/audio-core'],
    ['apps/web/src/a.tsx', "import type { X } from '@segue/api/src/x'", 'may import no sibling'],
    ['apps/web/src/a.ts', "export { x } from '@segue/recommender/x'", 'may import no sibling'],
    ['prisma/a.ts', "const x = require('@segue/models/x')", 'may import no sibling'],
    ['apps/api/src/a.ts', "import { x } from '@segue/models/x'", 'does not declare @segue/models'],
    ['apps/api/src/a.ts', "import x from 'left-pad'", 'does not declare left-pad'],
    ['apps/api/src/a.ts', "import x from '@scope/left-pad/deep'", 'does not declare @scope/left-pad'],
    ['apps/web/src/a.ts', "import x from '../../api/src/x.ts'", 'leaves apps/web'],
    ['models/src/a.ts', "import x from '../../packages/audio-core/src/mel.ts'", 'leaves models'],
    ['models/src/a.ts', "import x from '../../test/x.ts'", 'leaves models'],
    ['apps/api/src/feed/a.ts', "import { x } from '../tracks/x.ts'", 'never another feature'],
    ['apps/api/src/feed/a.ts', "const x = await import('../tracks/x.ts')", 'never another feature'],
    ['apps/api/src/feed/a.ts', "new Worker(new URL('../tracks/x.ts', import.meta.url))", 'never another feature'],
    ['apps/api/src/feed/deep/a.ts', "import type { X } from '../../tracks/x.ts'", 'never another feature'],
    ['apps/api/src/storage/a.ts', "import { x } from '../tracks/x.ts'", 'root files only'],
    ['apps/api/src/viewer.ts', "import { x } from './tracks/x.ts'", 'only the files that compose'],
    ['apps/api/src/a.ts', "import * as tf from '@tensorflow/tfjs'", 'only @segue/models'],
    ['packages/audio-core/src/a.ts', "const { join } = await import('node:path')", 'leads to Node'],
    ['apps/api/src/a.ts', 'const { PORT } = process.env', 'reads process.env'],
    ['packages/audio-core/src/a.ts', "const x = process.env['HOME']", 'reads process.env'],
    ['models/src/a.ts', 'const { env } = process', 'reads process.env'],
    ['models/src/a.ts', 'const { env: e } = process', 'reads process.env'],
    ['models/src/index.ts', '', 'index files'],
    ['apps/web/src/ui/index.tsx', '', 'index files'],
    ['models/src/audio-utils.ts', '', 'says nothing'],
    ['apps/api/src/helpers/x.ts', '', 'says nothing'],
    ['apps/api/src/common.ts', '', 'says nothing'],
    ['apps/api/src/recordFeedback.ts', '', 'kebab-case'],
    ['apps/web/src/Player.tsx', '', 'kebab-case'],
    ['apps/api/src/record_feedback.ts', '', 'kebab-case'],
    ['apps/api/src/[id]/a.ts', '', 'kebab-case'],
  ])('in %s the fault of `%s`', (file, text, fault) => {
    expect(faultsOf(file, text)).toEqual(expect.arrayContaining([expect.stringContaining(fault)]))
  })

  test('the files of audio-core that lead to Node by way of others', () => {
    const files = [
      { path: 'packages/audio-core/src/a.ts', text: "import { b } from './b.ts'" },
      { path: 'packages/audio-core/src/b.ts', text: "import { c } from './decode/c.ts'" },
      { path: 'packages/audio-core/src/decode/c.ts', text: "import 'node:fs'" },
      { path: 'packages/audio-core/src/d.ts', text: "import './e.ts'" },
      { path: 'packages/audio-core/src/e.ts', text: '' },
    ]
    expect(findViolations({ files, dependencies }).map(({ path: file }) => path.basename(file))).toEqual([
      'a.ts',
      'b.ts',
    ])
  })

  test.each([
    ['models/src/a.ts', "import { mel } from '@segue/audio-core/mel'\nimport * as tf from '@tensorflow/tfjs'"],
    ['apps/api/src/feed/a.ts', "import { db } from '../builder.ts'\nimport type { S } from '../storage/storage.ts'"],
    ['apps/api/src/feed/a.ts', "import { x } from './b.ts'\nimport fastify from 'fastify'\nimport 'node:fs'"],
    ['packages/audio-core/src/decode/a.ts', "import 'node:fs'"],
    ['packages/audio-core/src/a.test.ts', "import 'node:fs'"],
    ['apps/api/src/schema.ts', "import './feed/feed.ts'"],
    [
      'apps/api/src/feed/a.test.ts',
      "import { s } from '../../../../test/setup/s.ts'\nimport { test } from '@jest/globals'",
    ],
    ['apps/api/src/config.ts', 'read(process.env)'],
    ['apps/api/src/a.ts', "// process.env is read elsewhere\nconst text = 'process.env'"],
    ['apps/api/src/a.ts', "import 'tsx'"],
    ['apps/web/src/app/track/[id]/page.tsx', "import { x } from '@/track/x.ts'"],
    ['apps/web/src/app/api/auth/[...nextauth]/route.ts', ''],
    ['scripts/a.ts', "import { x } from '../apps/api/src/config.ts'\nprocess.env.PORT"],
  ])('no fault in %s with %j', (file, text) => {
    expect(faultsOf(file, text)).toEqual([])
  })

  test('files of more than 300 lines that do not say why', () => {
    const lines = 'const a = 1\n'.repeat(300)
    expect(faultsOf('apps/api/src/a.ts', lines)).toEqual([])
    expect(faultsOf('apps/api/src/a.ts', `${lines}//\n`)).toEqual([expect.stringContaining('has 301 lines')])
    expect(faultsOf('apps/api/src/a.ts', `// One table: it is long because each row is a genre.\n${lines}`)).toEqual([])
  })
})
