// `npm test [-- jest options]`: repairs what a skipped install script left out, then runs every suite.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { repairInstall } from './repair-install.mjs'

repairInstall()
const jest = createRequire(import.meta.url).resolve('jest/bin/jest')
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exit(status ?? 1)
