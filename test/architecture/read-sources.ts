import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { SourceFile } from './source-file.ts'

const SOURCE = /\.([cm]?[jt]s|tsx)$/
const FOLDERS = ['apps', 'packages', 'models', 'prisma', 'scripts', 'bench', 'test']
/** made by machines */
const GENERATED = new Set(['node_modules', 'generated', 'weights', 'dist', 'coverage', 'next-env.d.ts'])

/** All source files of the repository. */
export function readSources(root: string): SourceFile[] {
  const atRoot = readdirSync(root).filter((name) => SOURCE.test(name))
  return [...atRoot, ...FOLDERS.flatMap((folder) => walk(root, folder))]
    .filter((name) => SOURCE.test(name))
    .map((name) => ({ path: name, text: readFileSync(path.join(root, name), 'utf8') }))
}

function walk(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.has(entry.name) || entry.name.startsWith('.')) return []
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) return walk(root, name)
    return entry.isFile() ? [name] : []
  })
}
