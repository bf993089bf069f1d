/** The threads that train one network together: each works on its share of a batch, `average` makes them agree. */
export type ReplicaGroup = {
  rank: number
  size: number
  /** Replaces the values by their mean over all replicas; blocks until everybody called. */
  average(values: Float32Array): void
}

/** A group of one. */
export const aloneGroup: ReplicaGroup = { rank: 0, size: 1, average() {} }

export type GroupMemory = { values: SharedArrayBuffer; barrier: SharedArrayBuffer; size: number; capacity: number }

export function createGroupMemory(size: number, capacity: number): GroupMemory {
  const bytes = Float32Array.BYTES_PER_ELEMENT
  return { values: new SharedArrayBuffer(size * capacity * bytes), barrier: new SharedArrayBuffer(8), size, capacity }
}

/** Joins the group whose memory the threads share. */
export function joinGroup({ values, barrier, size, capacity }: GroupMemory, rank: number): ReplicaGroup {
  const slots = Array.from({ length: size }, (_, i) => new Float32Array(values, i * capacity * 4, capacity))
  const wait = createBarrier(new Int32Array(barrier), size)
  return {
    rank,
    size,
    average(own) {
      if (own.length > capacity) throw new Error(`Cannot average ${own.length} values in room for ${capacity}.`)
      slots[rank].set(own)
      wait()
      // Summed in the same order everywhere, so that all replicas stay equal to the last bit.
      for (let i = 0; i < own.length; i++) {
        let sum = 0
        for (const slot of slots) sum += slot[i]
        own[i] = sum / size
      }
      wait()
    },
  }
}

function createBarrier(state: Int32Array, size: number): () => void {
  return () => {
    const generation = Atomics.load(state, 1)
    if (Atomics.add(state, 0, 1) === size - 1) {
      Atomics.store(state, 0, 0)
      Atomics.add(state, 1, 1)
      Atomics.notify(state, 1)
    } else {
      while (Atomics.load(state, 1) === generation) Atomics.wait(state, 1, generation)
    }
  }
}
