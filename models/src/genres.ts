/** The labels of the training sets together, in the order of the network's outputs. */
export const GENRES = [
  'blues',
  'classical',
  'country',
  'disco',
  'electronic',
  'hiphop',
  'jazz',
  'metal',
  'pop',
  'reggae',
  'rock',
] as const
export type Genre = (typeof GENRES)[number]
