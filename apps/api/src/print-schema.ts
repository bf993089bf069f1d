// Writes the schema that the code makes to apps/api/schema.graphql; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { buildSchema } from './schema.ts'

const file = new URL('../schema.graphql', import.meta.url)
const printed = `${printSchema(lexicographicSortSchema(buildSchema()))}\n`

if (!process.argv.includes('--check')) writeFileSync(file, printed)
else if (readFileSync(file, 'utf8') !== printed) {
  console.error('apps/api/schema.graphql is out of date: run `node --import tsx apps/api/src/print-schema.ts`.')
  process.exitCode = 1
}
