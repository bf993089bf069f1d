import { builder } from './builder.ts'
import { uuidOrNothing } from './global-id.ts'

/** An artist's plain columns. Features add what they know of them. */
export const Artist = builder.prismaNode('Artist', {
  id: { field: 'id' },
  findUnique: (id) => ({ id: uuidOrNothing(id) }),
  nullable: true,
  description: 'Who made a track: a person or a band, known by name.',
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name'),
    isDemo: t.exposeBoolean('isDemo'),
  }),
})
