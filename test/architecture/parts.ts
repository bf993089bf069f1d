/** One part of the house, and the siblings that it may import. */
export interface Part {
  root: string
  packageName: string
  mayImport: readonly string[]
}

/** Nothing else may be imported; tests, benches and scripts join the parts and may import all. */
export const PARTS: readonly Part[] = [
  { root: 'packages/audio-core', packageName: '@segue/audio-core', mayImport: [] },
  { root: 'packages/recommender', packageName: '@segue/recommender', mayImport: [] },
  { root: 'prisma', packageName: '@segue/prisma', mayImport: [] },
  { root: 'models', packageName: '@segue/models', mayImport: ['@segue/audio-core'] },
  {
    root: 'apps/api',
    packageName: '@segue/api',
    mayImport: ['@segue/audio-core', '@segue/recommender', '@segue/models', '@segue/prisma'],
  },
  // the web part knows the API only through apps/api/schema.graphql
  { root: 'apps/web', packageName: '@segue/web', mayImport: [] },
]

/** Folders of the api that every feature is given through its dependencies; they know no feature. */
export const SERVICES: readonly string[] = ['storage', 'jobs', 'notices']

/** The files of the api's root that put features together. The others may not lead from one feature to another. */
export const COMPOSITION: readonly string[] = ['main.ts', 'server.ts', 'schema.ts', 'print-schema.ts', 'worker.ts']

/** Where the environment may be read: once per program, by what is named config, and by those who start programs. */
export const READS_ENVIRONMENT: readonly string[] = [
  'apps/api/src/config.ts',
  'apps/api/src/main.ts', // hands it to config.ts
  'apps/api/src/worker.ts', // hands it to config.ts
  'apps/web/src/config.ts',
  'apps/web/next.config.ts',
  'apps/web/src/proxy.ts', // NODE_ENV, which Next.js puts in when it builds
  'models/src/backend/forced-backend.ts', // for the training commands too, which have no configuration
  'models/src/backend/native-rung.ts', // libtensorflow is told its log level nowhere else
  'prisma/schema-engine.mjs', // stands in for a program that Prisma starts
  'prisma.config.ts',
  'jest.config.mjs',
  'scripts/',
  'bench/',
  'test/',
]

/** What runs in a browser as well: nothing in it leads to a module of Node's, but for the entries that decode files. */
export const BROWSER = {
  root: 'packages/audio-core/src/',
  except: [
    'packages/audio-core/src/decode', // the folder and decode-*.ts; ffmpeg is another program
    'packages/audio-core/src/augment/codec-round-trip.ts', // decodes what it has encoded
    'packages/audio-core/src/augment/audio-variants.ts', // offers the codec among the others
  ],
}

/** Only the models know which library runs them. */
export const TENSORFLOW = { part: '@segue/models', pattern: /^@tensorflow\// }

export const partOf = (path: string): Part | undefined => PARTS.find(({ root }) => path.startsWith(`${root}/`))
