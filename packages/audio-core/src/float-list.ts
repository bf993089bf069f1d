/** Numbers of single precision, as many as come. */
export interface FloatList {
  add(value: number): void
  /** A copy of all so far. */
  take(): Float32Array
}

export function createFloatList(): FloatList {
  let values = new Float32Array(1024)
  let length = 0
  return {
    add(value) {
      if (length === values.length) {
        const longer = new Float32Array(2 * length)
        longer.set(values)
        values = longer
      }
      values[length++] = value
    },
    take: () => values.slice(0, length),
  }
}
