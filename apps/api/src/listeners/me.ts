import { builder } from '../builder.ts'
import { Listener } from '../listener-ref.ts'

builder.prismaObjectFields(Listener, (t) => ({
  eventCount: t.relationCount('events', {
    description: 'How many feedback events were recorded of this listener.',
  }),
}))

builder.queryField('me', (t) =>
  t.prismaField({
    type: Listener,
    nullable: true,
    description: 'Absent when nobody is signed in.',
    resolve: (query, _root, _args, { db, viewer }) =>
      viewer ? db.listener.findUnique({ ...query, where: { id: viewer.listenerId } }) : null,
  }),
)
