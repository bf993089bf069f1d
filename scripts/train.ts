// `npm run train -- …`: trains a network (models/train/train.ts). `--from-catalogue` makes a data set of the tracks of
// this installation whose files name a genre, so that an owner can train on their own library.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeCatalogueManifest } from './catalogue-manifest.ts'
import { openInstallation } from './launcher/open-installation.ts'
import { say } from './launcher/say.ts'

const EXIT_WITH_PARENT = new URL('./launcher/exit-with-parent.mjs', import.meta.url).href
const TRAINER = path.join(import.meta.dirname, '..', 'models', 'train', 'train.ts')

const wanted = process.argv.slice(2).filter((argument) => argument !== '--from-catalogue')
const fromCatalogue = wanted.length < process.argv.length - 2
const folder = mkdtempSync(path.join(tmpdir(), 'segue-training-'))
process.exitCode = await train()
rmSync(folder, { recursive: true })
process.exit()

async function train(): Promise<number> {
  if (!fromCatalogue) return runTrainer(wanted)
  const { deps, close } = await openInstallation()
  const { file, tracks, genres, leftOut, release } = await writeCatalogueManifest(folder, deps)
  await close()
  say(`${tracks} tracks of this catalogue name one of ${genres.length} genres: ${genres.join(', ')}`)
  if (leftOut > 0) say(`${leftOut} tracks are left out: no genre in their tags, or one that few share`)
  const code = genres.length > 1 ? await runTrainer(withData(wanted, file)) : tooFewGenres()
  await release()
  return code
}

function tooFewGenres(): number {
  say('Training needs tracks of two genres at least. The genre is read from the tags of a file when it is added.')
  return 1
}

/** The manifest joins whatever data sets were named. */
function withData(args: string[], manifest: string): string[] {
  const at = args.indexOf('--data')
  if (at < 0) return ['--data', manifest, ...args]
  return args.map((argument, i) => (i === at + 1 ? `${argument},${manifest}` : argument))
}

/** The trainer ends with this process, and an interruption is left to it: its checkpoint is whole at any time. */
function runTrainer(args: string[]): Promise<number> {
  process.on('SIGINT', () => {})
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--import', EXIT_WITH_PARENT, TRAINER, ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
