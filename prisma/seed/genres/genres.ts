import { blues } from './blues.ts'
import { bossaNova } from './bossa-nova.ts'
import { chiptune } from './chiptune.ts'
import type { PlayingGenre } from './genre.ts'
import { jazz } from './jazz.ts'

/** Every genre of the demo catalogue. */
export const GENRES: readonly PlayingGenre[] = [blues, bossaNova, chiptune, jazz]
