import type { SectionPlan } from './song.ts'

/** Intro – A – A – B – A – outro at several lengths; `energy` rises to B and falls at the end. */
export const SONG_FORMS: readonly (readonly SectionPlan[])[] = [
  [
    ['intro', 2, 0.4],
    ['A', 4, 0.6],
    ['B', 4, 0.85],
    ['A', 4, 0.75],
    ['outro', 2, 0.4],
  ],
  [
    ['intro', 2, 0.4],
    ['A', 4, 0.55],
    ['A', 4, 0.65],
    ['B', 4, 0.9],
    ['A', 4, 0.75],
    ['outro', 2, 0.4],
  ],
  [
    ['intro', 4, 0.4],
    ['A', 4, 0.55],
    ['A', 4, 0.65],
    ['B', 4, 0.9],
    ['A', 4, 0.75],
    ['outro', 4, 0.4],
  ],
  [
    ['intro', 4, 0.4],
    ['A', 8, 0.6],
    ['B', 8, 0.9],
    ['A', 4, 0.75],
    ['outro', 4, 0.4],
  ],
  [
    ['intro', 4, 0.4],
    ['A', 8, 0.6],
    ['B', 8, 0.9],
    ['A', 8, 0.8],
    ['outro', 4, 0.4],
  ],
  [
    ['intro', 4, 0.4],
    ['A', 8, 0.55],
    ['A', 8, 0.65],
    ['B', 8, 0.95],
    ['A', 8, 0.8],
    ['outro', 4, 0.4],
  ],
]
