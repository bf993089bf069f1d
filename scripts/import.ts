// `npm run import -- FOLDER`: adds a folder of music to the catalogue, as uploads would, and waits until it is analysed.
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { shippedAnalysisVersion } from '@segue/models/analysis-version'
import { analyseBacklog } from '../apps/api/src/analysis/analyse-backlog.ts'
import { createAnalysisPool } from '../apps/api/src/analysis/analysis-pool.ts'
import type { Deps } from '../apps/api/src/deps.ts'
import { uploadTrack } from '../apps/api/src/upload/upload-track.ts'
import { openInstallation } from './launcher/open-installation.ts'
import { say, sayProgress } from './launcher/say.ts'

const AUDIO = /\.(mp3|flac|ogg|oga|opus|wav|wave|aif|aiff|aifc|m4a|mp4|aac|alac|wma|wv|ape|mpc)$/i

const folder = process.argv[2]
if (!folder || !existsSync(folder)) {
  console.error(folder ? `The folder ${folder} does not exist.` : 'npm run import -- FOLDER')
  process.exit(2)
}
const files = findAudio(folder)
if (!files.length) {
  console.error(`There is no audio file in ${folder}.`)
  process.exit(1)
}
const { deps, isRunning, close } = await openInstallation()
const failed: { name: string; reason: string }[] = []
const trackIds = await importFiles(files, deps)
if (isRunning) await untilWorkerIsDone(trackIds, deps)
else await analyseHere(deps)
await report(trackIds, deps)
await close()
process.exit(failed.length ? 1 : 0)

function findAudio(top: string): string[] {
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && AUDIO.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

async function importFiles(paths: string[], deps: Deps): Promise<string[]> {
  const ids: string[] = []
  let duplicates = 0
  for (const [index, file] of paths.entries()) {
    const result = await uploadTrack(createReadStream(file), { fileName: path.basename(file) }, deps)
    if (result.state === 'FAILED') failed.push({ name: path.relative(folder, file), reason: result.error.message })
    else if (result.state === 'DUPLICATE') duplicates++
    else ids.push(result.trackId)
    sayProgress('Adding files', { done: index + 1, total: paths.length })
  }
  say(`${ids.length} tracks added, ${duplicates} were there already, ${failed.length} could not be added`)
  return ids
}

async function analyseHere(deps: Deps) {
  const pool = createAnalysisPool({ config: deps.config, log: deps.log })
  const modelVersion = await shippedAnalysisVersion()
  await analyseBacklog(deps, { pool, modelVersion, onProgress: (progress) => sayProgress('Listening', progress) })
  await pool.close()
}

async function untilWorkerIsDone(ids: string[], { db }: Deps) {
  for (let done = 0; done < ids.length; await sleep(500)) {
    const heard = await db.trackAnalysis.count({ where: { trackId: { in: ids } } })
    const faulty = await db.analysisFailure.count({ where: { trackId: { in: ids } } })
    if (heard + faulty === done) continue
    done = heard + faulty
    sayProgress('Listening', { done, total: ids.length })
  }
}

async function report(ids: string[], { db }: Deps) {
  const faults = await db.analysisFailure.findMany({
    where: { trackId: { in: ids } },
    select: { message: true, track: { select: { fileName: true } } },
  })
  failed.push(...faults.map(({ message, track }) => ({ name: track.fileName, reason: message })))
  for (const { name, reason } of failed) say(`  ${name}: ${reason}`)
  say(`${ids.length - faults.length} new tracks can be recommended`)
}
