// Run as a process of its own: analyses one file with one thread, and prints how fast and in how much memory.
import pino from 'pino'
import { createAnalysisPool } from '../../apps/api/src/analysis/analysis-pool.ts'

const config = { analysisThreads: 1, tfBackend: undefined, maxTrackMs: 86_400_000 }
const pool = createAnalysisPool({ config, log: pino({ level: 'silent' }) })
const from = performance.now()
const { durationMs } = await pool.analyse({ path: process.argv[2] })
const realTimes = durationMs / (performance.now() - from)
console.log(JSON.stringify({ realTimes, peakRssMb: process.resourceUsage().maxRSS / 1024 }))
process.exit(0)
