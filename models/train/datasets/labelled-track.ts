/** One file of a training or test set. */
export type LabelledTrack = {
  file: string
  genre: string
  /** Tracks of one group never stand on both sides of a split: the artist, or the file where no artist is known. */
  group: string
  /** The side of the set's own split, where it has one. */
  split?: 'training' | 'validation' | 'test'
  /** A shorter clip is left out when it is decoded. */
  minimumSeconds?: number
}

/** A track that is not used, and why. */
export type LeftOut = { file: string; reason: string }

/** What a data set's files say, before any sound is read. */
export type Dataset = {
  /** What layout it has. */
  layout: 'gtzan' | 'fma' | 'folder per genre' | 'manifest'
  tracks: LabelledTrack[]
  leftOut: LeftOut[]
}
