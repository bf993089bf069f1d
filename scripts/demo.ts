// `npm run demo -- remove | add`: takes the composed catalogue and its simulated listeners away, or brings them back.

import { removeDemo } from '../apps/api/src/demo/remove-demo.ts'
import { seedDemo } from '../apps/api/src/demo/seed-demo.ts'
import { writeDemoState } from '../apps/api/src/demo-state.ts'
import { uploadTrack } from '../apps/api/src/upload/upload-track.ts'
import { openInstallation } from './launcher/open-installation.ts'
import { say, sayProgress } from './launcher/say.ts'

const command = process.argv[2]
if (command !== 'remove' && command !== 'add') {
  console.log('npm run demo -- remove | add')
  process.exit(2)
}
const { deps, isRunning, close } = await openInstallation()
if (command === 'remove') {
  const { tracks, listeners } = await removeDemo(deps)
  say(`Removed ${tracks} demo tracks and ${listeners} demo listeners with all that they played.`)
  if ((await deps.db.listener.count({ where: { role: 'ADMIN' } })) === 0)
    say('There is no admin now: the first account becomes one, or `npm run account -- make-admin EMAIL`.')
} else {
  await writeDemoState(undefined, deps)
  await seedDemo(deps, {
    upload: (bytes, source) => uploadTrack(bytes, source, deps),
    onProgress: (progress) => sayProgress('Composing the demo catalogue', progress),
  })
  say(isRunning ? 'The demo is back; the worker listens to it now.' : 'The demo is back; `npm start` goes on with it.')
}
await close()
process.exit(0)
