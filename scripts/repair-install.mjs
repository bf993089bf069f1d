// npm may be told to skip install scripts (or may one day do so by itself). What they would have made is made here:
// the Prisma client, and a working esbuild and swc. Runs after `npm install` and again before start and test.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const schema = path.join(root, 'prisma/schema.prisma')
const stamp = path.join(root, 'prisma/generated/schema.prisma')

/** Generates the Prisma client where it is missing or older than the schema. @throws Error with the tool's own words */
export function repairInstall() {
  const text = readFileSync(schema, 'utf8')
  const isCurrent =
    existsSync(stamp) && readFileSync(stamp, 'utf8') === text && existsSync(path.join(root, 'prisma/generated/client'))
  if (isCurrent) return
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
  const result = spawnSync(process.execPath, [prisma, 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  })
  if (result.status !== 0) throw new Error(`Prisma could not generate its client:\n${result.stdout}${result.stderr}`)
  writeFileSync(stamp, text)
}

const isInstallScript =
  process.argv[1] && statSync(process.argv[1]).ino === statSync(fileURLToPath(import.meta.url)).ino
if (isInstallScript) {
  try {
    repairInstall()
  } catch (error) {
    // `npm start` and `npm test` try again and show the reason; the installation itself is whole.
    console.warn(error.message)
  }
}
