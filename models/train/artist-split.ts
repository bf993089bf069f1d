import { artistFolds } from './artist-folds.ts'

type Grouped = { genre: string; group: string; split?: 'training' | 'validation' | 'test' }

/** Tracks for learning, for stopping early and choosing, and for the figures. */
export type ThreeWaySplit<T> = { train: T[]; validation: T[]; test: T[] }

/** Of the tracks that are not tested, one in so many validates. */
const VALIDATION_PARTS = 8
/** Where there are no folds, one in so many is tested. */
const TEST_PARTS = 6

/**
 * One split that keeps artists together: the data set's own where every track has one, else a sixth for the test and
 * an eighth of the rest for validation.
 */
export function threeWaySplit<T extends Grouped>(tracks: T[], seed: number): ThreeWaySplit<T> {
  if (tracks.every(({ split }) => split)) {
    const side = (name: Grouped['split']) => tracks.filter(({ split }) => split === name)
    return { train: side('training'), validation: side('validation'), test: side('test') }
  }
  const [split] = foldSplits(tracks, { folds: TEST_PARTS, seed })
  return split
}

/** As many splits as folds; each track is tested once. Validation tracks are taken from what is left to train on. */
export function foldSplits<T extends Grouped>(
  tracks: T[],
  { folds, seed }: { folds: number; seed: number },
): ThreeWaySplit<T>[] {
  const foldOf = artistFolds(tracks, { folds, seed })
  return Array.from({ length: folds }, (_, fold) => {
    const test = tracks.filter((_, i) => foldOf[i] === fold)
    const rest = tracks.filter((_, i) => foldOf[i] !== fold)
    const partOf = artistFolds(rest, { folds: VALIDATION_PARTS, seed: seed + fold + 1 })
    return {
      train: rest.filter((_, i) => partOf[i] !== 0),
      validation: rest.filter((_, i) => partOf[i] === 0),
      test,
    }
  })
}
