// Node 20 does not pass the TypeScript loader on to worker threads, so the thread registers it itself.
import { register } from 'tsx/esm/api'

register()
await import('./als-thread.ts')
