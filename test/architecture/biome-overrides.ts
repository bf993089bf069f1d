import { PARTS, type Part, SERVICES } from './parts.ts'

interface Pattern {
  group: string[]
  message: string
}

/** The table of imports as the linter is told it, so that an editor shows a fault where it is typed. */
export function biomeOverrides() {
  return [
    ...PARTS.map((part) => override(part.root, siblingPatterns(part))),
    override('apps/api/src/*', [...siblingPatterns(partNamed('@segue/api')), FEATURES]),
  ]
}

const FEATURES: Pattern = {
  // from deeper folders only the architecture test tells
  group: ['../*/**', '!../../**', ...SERVICES.map((service) => `!../${service}/**`)],
  message: 'A feature imports root files of the api and packages, never another feature.',
}

function siblingPatterns({ packageName, mayImport, root }: Part): Pattern[] {
  const siblings: Pattern = {
    group: ['@segue/**', ...[packageName, ...mayImport].map((name) => `!${name}/**`)],
    message: `${root} may import ${mayImport.join(', ') || 'no sibling'}.`,
  }
  const tensorflow: Pattern = { group: ['@tensorflow/**'], message: 'Only models imports TensorFlow.js.' }
  return packageName === '@segue/models' ? [siblings] : [siblings, tensorflow]
}

function override(folder: string, patterns: Pattern[]) {
  return {
    includes: [`${folder}/**`],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns } } } } },
  }
}

function partNamed(name: string): Part {
  return PARTS.find(({ packageName }) => packageName === name)!
}
