import { expect, jest, test } from '@jest/globals'
import { BACKEND_NAMES } from '@segue/models/backend/rung'
import { measureNetworks } from './models.ts'

// A busy machine may take long; that is no fault.
jest.setTimeout(600_000)

test('every backend is measured or says in a row of its own why it is missing; wasm is never missing', () => {
  const { columns, rows } = measureNetworks(['logistic', 'stats-1d'])
  for (const row of rows) expect(row).toHaveLength(columns.length)
  const of = (backend: string) => rows.filter((row) => row[2] === backend)
  for (const backend of BACKEND_NAMES) {
    const isMissing = of(backend).every(([network]) => /^\(.+\)$/.test(String(network)))
    expect(of(backend)).toHaveLength(isMissing ? 1 : 2)
  }
  const [logistic, stats] = of('wasm')
  expect(logistic).toEqual(['logistic', 518 * 10 + 10, 'wasm', expect.any(Number), null])
  expect(stats).toEqual(['stats-1d', 90_574, 'wasm', expect.any(Number), expect.any(Number)])
  expect(stats[4]).toBeGreaterThan(stats[3] as number)
})
