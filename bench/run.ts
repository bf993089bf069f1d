import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BenchResult } from './bench.ts'

/** Runs one benchmark: `npm run bench -- NAME [--json]`, its name in short or in full. With --json the last line is JSON. */
const NOT_BENCHMARKS = ['bench', 'run', 'many-tracks']

const [asked] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const wantsJson = process.argv.includes('--json')
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((file) => !NOT_BENCHMARKS.includes(file))
const name = names.find((known) => known === asked) ?? names.find((known) => asked && known.startsWith(`${asked}-`))

if (!name) {
  console.log(`${asked ? `There is no benchmark "${asked}".` : 'Name a benchmark.'} There are: ${names.join(', ')}`)
  process.exit(2)
}

const { run } = (await import(join(import.meta.dirname, `${name}.ts`))) as { run: () => Promise<BenchResult> }
const result = await run()
printTable(result)
if (wantsJson) console.log(JSON.stringify(result.json))
process.exit(0)

function printTable({ title, columns, rows }: BenchResult): void {
  const cells = [columns, ...rows.map((row) => row.map(cellText))]
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column].length)))
  const isNumeric = columns.map((_, column) => rows.every((row) => typeof row[column] !== 'string'))
  const line = (row: string[]) =>
    row.map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ')
  console.log(`\n${title}\n`)
  console.log(line(cells[0]))
  console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  for (const row of cells.slice(1)) console.log(line(row).trimEnd())
  console.log('')
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '-'
  if (typeof cell === 'string') return cell
  return Number.isInteger(cell) ? String(cell) : cell.toPrecision(4)
}
