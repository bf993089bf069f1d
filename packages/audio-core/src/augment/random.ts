/** Uniform numbers in [0, 1). What is augmented with the same ones comes out the same. */
export type Random = () => number
