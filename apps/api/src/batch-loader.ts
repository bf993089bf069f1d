import DataLoader from 'dataloader'
import type { Context } from './context.ts'

/**
 * What many rows of one answer ask for, one at a time, is loaded with one query. Nothing is remembered: a later
 * question of the same request (after a mutation, or at a subscription's next event) is answered anew.
 *
 * @param load the values of all keys that have one; `absent` is the value of the others
 */
export function batchLoader<Value>({ load, absent }: BatchLoaderOptions<Value>) {
  const loaders = new WeakMap<Context, DataLoader<string, Value>>()
  return (key: string, context: Context): Promise<Value> => {
    let loader = loaders.get(context)
    if (!loader) {
      loader = new DataLoader(
        async (keys) => {
          const values = await load([...new Set(keys)], context)
          return keys.map((each) => values.get(each) ?? absent)
        },
        { cache: false },
      )
      loaders.set(context, loader)
    }
    return loader.load(key)
  }
}

export interface BatchLoaderOptions<Value> {
  load(keys: string[], context: Context): Promise<ReadonlyMap<string, Value>>
  absent: Value
}
