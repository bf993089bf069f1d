// Compares the taste model with strong baselines on listening from files or of this installation.

import { parseArgs } from 'node:util'
import { startAlsThreads } from '../packages/recommender/src/als-threads.ts'
import { evaluationInput, OPTIONS, USAGE, UsageError } from './evaluate-recommender/evaluation-input.ts'
import { runProtocol } from './evaluate-recommender/run-protocol.ts'

const FAILURES = new Set(['USAGE', 'EVALUATION_FILE', 'MISSING_TIMES', 'EMBEDDING_MISMATCH', 'ENOENT'])

try {
  const { values } = parseArgs({ options: OPTIONS })
  const input = await evaluationInput(values)
  const threads = await startAlsThreads()
  const report = runProtocol(input, {
    solveRows: threads.solveRows,
    onProgress: (message) => console.error(message),
    memoryInUse,
  })
  console.log(report.text)
  if (values.json) console.log(JSON.stringify(report.json))
  process.exit(0)
} catch (error) {
  const { code = '', message } = error as Error & { code?: string }
  const isUsage = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS')
  if (!isUsage && !FAILURES.has(code)) throw error
  console.error(isUsage ? `${message}\n\n${USAGE}` : message)
  process.exit(isUsage ? 2 : 1)
}

function memoryInUse(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
