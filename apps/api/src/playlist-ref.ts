import { builder } from './builder.ts'
import { NO_UUID, uuidOrNothing } from './global-id.ts'

/** A playlist's plain columns. Nobody but its owner sees one that is not public, by whatever way. */
export const Playlist = builder.prismaNode('Playlist', {
  id: { field: 'id' },
  findUnique: (id, { viewer }) => ({
    id: uuidOrNothing(id),
    OR: [{ ownerId: viewer?.listenerId ?? NO_UUID }, { isPublic: true }],
  }),
  nullable: true,
  description: 'Tracks in an order that a listener chose.',
  select: { id: true },
  fields: (t) => ({
    title: t.exposeString('title'),
    isPublic: t.exposeBoolean('isPublic', { description: 'Whether others who know its id may listen to it.' }),
    isMine: t.boolean({
      select: { ownerId: true },
      resolve: ({ ownerId }, _args, { viewer }) => ownerId === viewer?.listenerId,
    }),
    ownerName: t.string({ select: { owner: { select: { name: true } } }, resolve: ({ owner }) => owner.name }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
})
