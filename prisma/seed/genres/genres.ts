import { ambient } from './ambient.ts'
import { blues } from './blues.ts'
import { bossaNova } from './bossa-nova.ts'
import { chiptune } from './chiptune.ts'
import { classical } from './classical.ts'
import { country } from './country.ts'
import { disco } from './disco.ts'
import { drumAndBass } from './drum-and-bass.ts'
import { electronic } from './electronic.ts'
import type { PlayingGenre } from './genre.ts'
import { hiphop } from './hiphop.ts'
import { jazz } from './jazz.ts'
import { metal } from './metal.ts'
import { pop } from './pop.ts'
import { reggae } from './reggae.ts'
import { rock } from './rock.ts'
import { waltz } from './waltz.ts'

/** Every genre of the demo catalogue. */
export const GENRES: readonly PlayingGenre[] = [
  ambient,
  blues,
  bossaNova,
  chiptune,
  classical,
  country,
  disco,
  drumAndBass,
  electronic,
  hiphop,
  jazz,
  metal,
  pop,
  reggae,
  rock,
  waltz,
]
