import type { Deps } from './deps.ts'

/** `removed`: its owner does not want it any more. `complete`: nothing is left to do. Absent: it has to be made. */
export type DemoState = 'removed' | 'complete'

const KEY = 'demo'

export async function readDemoState({ db }: Pick<Deps, 'db'>): Promise<DemoState | undefined> {
  const row = await db.setting.findUnique({ where: { key: KEY } })
  return row?.value as DemoState | undefined
}

export async function writeDemoState(state: DemoState | undefined, { db }: Pick<Deps, 'db'>): Promise<void> {
  if (state === undefined) await db.setting.deleteMany({ where: { key: KEY } })
  else await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: state }, update: { value: state } })
}

/** Whether demo accounts exist, or are about to. */
export async function isDemoWanted({ db, config }: Pick<Deps, 'db' | 'config'>): Promise<boolean> {
  return config.demo && (await readDemoState({ db })) !== 'removed'
}
