import { builder } from './builder.ts'
import { uuidOrNothing } from './global-id.ts'

/** A track's plain columns. Features add what they know of it: `builder.prismaObjectFields(Track, …)`. */
export const Track = builder.prismaNode('Track', {
  id: { field: 'id' },
  findUnique: (id) => ({ id: uuidOrNothing(id) }),
  nullable: true,
  description: 'A piece of music in the catalogue.',
  select: { id: true },
  fields: (t) => ({
    title: t.exposeString('title'),
    trackNumber: t.exposeInt('trackNumber', { nullable: true }),
    year: t.exposeInt('year', { nullable: true }),
    durationMs: t.exposeInt('durationMs'),
    taggedGenre: t.exposeString('taggedGenre', { nullable: true }),
    isDemo: t.exposeBoolean('isDemo'),
    addedAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
})
