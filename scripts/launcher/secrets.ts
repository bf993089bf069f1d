import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const NAMES = ['NEXTAUTH_SECRET', 'SEGUE_WEB_SECRET', 'SEGUE_STREAM_SECRET'] as const

/** The secrets of this installation: made on the first start, kept in `secrets.json` that only its owner may read. */
export function loadSecrets(dataFolder: string): Record<(typeof NAMES)[number], string> {
  const file = path.join(dataFolder, 'secrets.json')
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
  const made = NAMES.filter((name) => !stored[name])
  for (const name of made) stored[name] = randomBytes(32).toString('base64url')
  if (made.length) writeFileSync(file, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 })
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name] || stored[name]])) as ReturnType<
    typeof loadSecrets
  >
}
