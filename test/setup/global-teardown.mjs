import { rmSync } from 'node:fs'

export default async function stopTestDatabase() {
  const postgres = globalThis.segueTestPostgres
  if (!postgres) return
  await postgres.stop()
  rmSync(postgres.folder, { recursive: true, force: true })
}
