import type { Prisma } from '@segue/prisma/generated/client/client'

const KEY = 'pinned taste model'

type Database = Pick<Prisma.TransactionClient, 'setting'>

/** The version that an admin went back to. While there is one, trainings are recorded and judged, but put nothing live. */
export async function readPinnedVersion(db: Database): Promise<number | undefined> {
  const row = await db.setting.findUnique({ where: { key: KEY } })
  return row ? Number(row.value) : undefined
}

export async function pinVersion(id: number, db: Database): Promise<void> {
  await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: id }, update: { value: id } })
}

export async function unpinVersion(db: Database): Promise<void> {
  await db.setting.deleteMany({ where: { key: KEY } })
}
