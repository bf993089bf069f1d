// `npm run doctor`: what this machine offers to Segue, and why not more.
import { execFile } from 'node:child_process'
import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { promisify } from 'node:util'
import { BACKEND_NAMES, type BackendName } from '../models/src/backend/rung.ts'
import type { RungTrial } from './doctor/rung-trial.ts'

const run = promisify(execFile)
const GIB = 2 ** 30

const forced = process.env.SEGUE_TF_BACKEND
console.log(`Node ${process.versions.node} on ${process.platform} ${process.arch}`)
console.log(
  `${availableParallelism()} cores, ${(totalmem() / GIB).toFixed(1)} GiB memory, ${await freeDisk()} GiB free disk`,
)
console.log(`ffmpeg: ${await ffmpeg()}\n`)

console.log(
  'Machine learning, fastest first (each rung computes a small network forward and backward and must be right):',
)
let used: BackendName | undefined
for (const name of BACKEND_NAMES) {
  const trial = await tryRung(name)
  const allowed = !forced || forced === name
  const isUsed = trial.works && allowed && !used
  if (isUsed) used = name
  console.log(`  ${isUsed ? '→' : ' '} ${name.padEnd(14)} ${verdict(trial, { isUsed, allowed })}`)
}
if (forced) console.log(`SEGUE_TF_BACKEND asks for ${forced}.`)
if (!used) console.log('No rung works: uploads cannot be analysed.')
process.exit(used ? 0 : 1)

/** In a process of its own, which a broken driver may take with it. */
async function tryRung(name: BackendName): Promise<RungTrial> {
  try {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'scripts/doctor/try-rung.ts', name], {
      env: { ...process.env, SEGUE_TF_BACKEND: forced === name ? name : '' },
    })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  } catch (error) {
    const { signal, code } = error as { signal?: string; code?: number }
    return { works: false, reason: `it ends its process (${signal ?? code})` }
  }
}

function verdict(trial: RungTrial, { isUsed, allowed }: { isUsed: boolean; allowed: boolean }): string {
  if (!trial.works) return `no: ${trial.reason}`
  const speed = `${trial.segmentsPerSecond.toFixed(0)} segments/s`
  if (isUsed) return `used, ${speed}`
  return allowed ? `works, ${speed}` : `works, ${speed}, but is not the one asked for`
}

async function freeDisk(): Promise<string> {
  const { bavail, bsize } = await statfs('.')
  return ((bavail * bsize) / GIB).toFixed(1)
}

async function ffmpeg(): Promise<string> {
  try {
    const { stdout } = await run('ffmpeg', ['-version'])
    return stdout.split(' ').slice(0, 3).join(' ')
  } catch {
    return 'not on the PATH (only formats beside wav, aiff, mp3, flac, ogg, opus and m4a need it)'
  }
}
