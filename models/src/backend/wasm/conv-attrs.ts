/** The attributes that tfjs passes to the kernels of convolutions and of their gradients. */
export type ConvAttrs = {
  strides: number | [number, number]
  pad: 'same' | 'valid' | number | [number, number][]
  dimRoundingMode?: 'floor' | 'round' | 'ceil'
  /** Given to filter gradients. */
  filterShape?: number[]
  /** Given to input gradients. */
  inputShape?: number[]
}
