/** One file of a training or test set. */
export type LabelledTrack = {
  file: string
  genre: string
  /** Tracks of one group never stand on both sides of a split: the artist, or the file where no artist is known. */
  group: string
}
