import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** `next build`, unless the site was already built from the very same sources. @returns whether it was built now */
export async function buildWeb({ root, nextBin, onStart }: { root: string; nextBin: string; onStart: () => void }) {
  const web = path.join(root, 'apps/web')
  const stamp = path.join(web, '.next/segue-sources')
  const sources = hashSources(root)
  if (existsSync(path.join(web, '.next/BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources)
    return false
  onStart()
  const output: string[] = []
  const build = spawn(process.execPath, [nextBin, 'build'], {
    cwd: web,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [build.stdout, build.stderr]) stream.setEncoding('utf8').on('data', (text) => output.push(text))
  const code = await new Promise((resolve) => build.once('exit', resolve))
  if (code !== 0) throw new Error(`The web site could not be built:\n${output.join('').slice(-4000)}`)
  writeFileSync(stamp, sources)
  return true
}

function hashSources(root: string): string {
  const web = path.join(root, 'apps/web')
  const files = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !/\/(\.next|node_modules)\/|next-env\.d\.ts|\.tsbuildinfo|\.test\.tsx?$/.test(file.replaceAll('\\', '/')),
    )
  const hash = createHash('sha256').update(process.version)
  for (const file of [
    ...files,
    path.join(root, 'package-lock.json'),
    path.join(root, 'apps/api/schema.graphql'),
  ].sort())
    hash.update(path.relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}
