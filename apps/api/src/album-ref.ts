import { builder } from './builder.ts'
import { uuidOrNothing } from './global-id.ts'

/** An album's plain columns. Features add what they know of it. */
export const Album = builder.prismaNode('Album', {
  id: { field: 'id' },
  findUnique: (id) => ({ id: uuidOrNothing(id) }),
  nullable: true,
  description: 'Tracks of one artist that appeared together.',
  select: { id: true },
  fields: (t) => ({
    title: t.exposeString('title'),
    year: t.exposeInt('year', { nullable: true }),
    isDemo: t.exposeBoolean('isDemo'),
  }),
})
