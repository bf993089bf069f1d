import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { House } from './find-violations.ts'
import { PARTS } from './parts.ts'
import { readSources } from './read-sources.ts'

/** The repository as it lies in the folder `root`. */
export function readHouse(root: string): House {
  const dependencies = new Map(
    PARTS.map((part) => [part.packageName, declaredIn(path.join(root, part.root), ...DECLARATIONS)]),
  )
  dependencies.set('segue', declaredIn(root, 'dependencies'))
  return { files: readSources(root), dependencies }
}

const DECLARATIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

function declaredIn(folder: string, ...kinds: string[]): ReadonlySet<string> {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return new Set(kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})))
}
