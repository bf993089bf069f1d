import { posix } from 'node:path'
import { BROWSER, COMPOSITION, PARTS, partOf, READS_ENVIRONMENT, SERVICES, TENSORFLOW } from './parts.ts'
import { importsOf, readsEnvironment, type SourceFile } from './source-file.ts'

export interface Violation {
  path: string
  message: string
}

export interface House {
  files: readonly SourceFile[]
  /** that each part's package.json declares, by the package's name; those of `segue`, the root, are everybody's */
  dependencies: ReadonlyMap<string, ReadonlySet<string>>
}

/** What in the house breaks its rules; empty for a sound one. */
export function findViolations(house: House): Violation[] {
  return house.files.flatMap((file) => [
    ...importFaults(file, house),
    ...environmentFaults(file),
    ...nameFaults(file),
    ...lengthFaults(file),
  ])
}

type Rule = (specifier: string, file: SourceFile, house: House) => string | undefined

const IMPORT_RULES: readonly Rule[] = [
  siblingFault,
  undeclaredFault,
  pathFault,
  featureFault,
  tensorflowFault,
  nodeFault,
]

function importFaults(file: SourceFile, house: House): Violation[] {
  return importsOf(file).flatMap((specifier) =>
    IMPORT_RULES.flatMap((rule) => {
      const fault = rule(specifier, file, house)
      return fault ? [{ path: file.path, message: `imports ${specifier}: ${fault}` }] : []
    }),
  )
}

function siblingFault(specifier: string, { path }: SourceFile): string | undefined {
  const part = partOf(path)
  const sibling = packageOf(specifier)
  if (!part || !PARTS.some(({ packageName }) => packageName === sibling)) return undefined
  if (sibling === part.packageName || part.mayImport.includes(sibling)) return undefined
  return `${part.root} may import ${part.mayImport.join(', ') || 'no sibling'}`
}

/** Workspaces are all linked into node_modules, so that only this notices an import that no package.json names. */
function undeclaredFault(specifier: string, { path }: SourceFile, { dependencies }: House): string | undefined {
  const part = partOf(path)
  const name = packageOf(specifier)
  if (!part || specifier.startsWith('.') || specifier.startsWith('@/') || specifier.startsWith('node:'))
    return undefined
  if (name === part.packageName || dependencies.get(part.packageName)?.has(name)) return undefined
  if (dependencies.get('segue')?.has(name) || (isTest(path) && name === '@jest/globals')) return undefined
  return `${part.root}/package.json does not declare ${name}`
}

function pathFault(specifier: string, { path }: SourceFile): string | undefined {
  const part = partOf(path)
  if (!part || !specifier.startsWith('.')) return undefined
  const target = resolved(specifier, path)
  if (target.startsWith(`${part.root}/`) || (isTest(path) && target.startsWith('test/'))) return undefined
  return `a path that leaves ${part.root}`
}

const API_SOURCE = 'apps/api/src/'

function featureFault(specifier: string, { path }: SourceFile): string | undefined {
  if (!specifier.startsWith('.') || !path.startsWith(API_SOURCE)) return undefined
  const target = resolved(specifier, path)
  if (!target.startsWith(API_SOURCE)) return undefined
  const from = featureOf(path)
  const to = featureOf(target)
  if (to === undefined || to === from) return undefined
  if (from !== undefined && SERVICES.includes(from)) return `the service ${from} may import root files only`
  if (SERVICES.includes(to)) return undefined
  if (from === undefined)
    return COMPOSITION.includes(posix.basename(path)) || isTest(path)
      ? undefined
      : 'only the files that compose the api import features'
  return `the feature ${from} may import root files and packages, never another feature`
}

/** The folder below the api's `src`, if it is in one. */
function featureOf(path: string): string | undefined {
  const [folder, file] = path.slice(API_SOURCE.length).split('/')
  return file === undefined ? undefined : folder
}

function tensorflowFault(specifier: string, { path }: SourceFile): string | undefined {
  const part = partOf(path)
  if (!part || part.packageName === TENSORFLOW.part || !TENSORFLOW.pattern.test(specifier)) return undefined
  return `only ${TENSORFLOW.part} imports TensorFlow.js`
}

function nodeFault(specifier: string, { path }: SourceFile, house: House): string | undefined {
  if (!path.startsWith(BROWSER.root) || isTest(path) || BROWSER.except.some((place) => path.startsWith(place)))
    return undefined
  return leadsToNode(specifier, path, { house, seen: new Set() })
    ? 'leads to Node, which a browser does not have'
    : undefined
}

function leadsToNode(specifier: string, from: string, { house, seen }: { house: House; seen: Set<string> }): boolean {
  if (!specifier.startsWith('.')) return specifier.startsWith('node:')
  const target = resolved(specifier, from)
  const file = seen.has(target) ? undefined : house.files.find(({ path }) => path === target)
  seen.add(target)
  return file !== undefined && importsOf(file).some((next) => leadsToNode(next, target, { house, seen }))
}

function environmentFaults(file: SourceFile): Violation[] {
  if (isTest(file.path)) return []
  if (READS_ENVIRONMENT.some((place) => file.path === place || (place.endsWith('/') && file.path.startsWith(place))))
    return []
  return readsEnvironment(file)
    ? [{ path: file.path, message: 'reads process.env, which the configuration does once' }]
    : []
}

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/
/** Next.js's own: `[id]`, `[...nextauth]`, `(group)` */
const ROUTE_FOLDER = /^[[(.]{1,4}[a-z0-9-]+[\])]{1,2}$/
const STRANGERS = /(^|[-.])(utils?|helpers?|commons?|misc)([-.]|$)/

function nameFaults({ path }: SourceFile): Violation[] {
  const segments = path.split('/')
  const faults = segments.flatMap((segment) => {
    if (STRANGERS.test(segment)) return [`"${segment}" says nothing about what is in it`]
    const isRoute = path.startsWith('apps/web/src/app/') && ROUTE_FOLDER.test(segment)
    return KEBAB_CASE.test(segment) || isRoute ? [] : [`"${segment}" is not written in kebab-case`]
  })
  if (/^index\./.test(segments.at(-1)!)) faults.push('index files hide what a folder holds')
  return faults.map((message) => ({ path, message }))
}

const MOST_LINES = 300
const SAYS_WHY = /^\s*(\/\/|\/?\*).*\b(long|longer|lines)\b/im

function lengthFaults({ path, text }: SourceFile): Violation[] {
  const lines = text.trimEnd().split('\n')
  if (lines.length <= MOST_LINES || SAYS_WHY.test(lines.slice(0, 5).join('\n'))) return []
  return [{ path, message: `has ${lines.length} lines and does not say in its first five why it is so long` }]
}

const isTest = (path: string) => /\.(test|contract)\.tsx?$/.test(path)

const resolved = (specifier: string, path: string) => posix.normalize(posix.join(posix.dirname(path), specifier))

/** `@scope/name/file` is a file of `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
