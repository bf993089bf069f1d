import { builder } from './builder.ts'
import { NO_UUID, uuidOrNothing } from './global-id.ts'
import { Role } from './role.ts'

/** A listener's plain columns. `node(id)` gives listeners only to themselves and to admins. */
export const Listener = builder.prismaNode('Listener', {
  id: { field: 'id' },
  findUnique: (id, { viewer }) => {
    const isVisible = viewer && (viewer.listenerId === id || viewer.role === 'ADMIN')
    return { id: isVisible ? uuidOrNothing(id) : NO_UUID }
  },
  nullable: true,
  select: { id: true },
  description: 'The person who is signed in.',
  fields: (t) => ({
    name: t.exposeString('name'),
    email: t.exposeString('email'),
    role: t.expose('role', { type: Role }),
    isDemo: t.exposeBoolean('isDemo'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
})
