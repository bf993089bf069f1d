// `npm run evaluate -- recommender …` compares taste models; `-- analyser …` and `-- models …` score what listens.

import { spawnSync } from 'node:child_process'
import path from 'node:path'

const [what, ...rest] = process.argv.slice(2)
const command =
  what === 'recommender'
    ? [path.join(import.meta.dirname, 'evaluate-recommender.ts'), ...rest]
    : [path.join(import.meta.dirname, '..', 'models', 'evaluate', 'evaluate.ts'), ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', ...command], { stdio: 'inherit' })
process.exit(status ?? 1)
