import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { readDemoStatus } from '../demo-status.ts'
import { DemoStatus, type DemoStatusShape } from '../demo-status-ref.ts'
import { noticeStream } from '../notice-stream.ts'

builder.subscriptionField('demoProgress', (t) =>
  t.field({
    type: DemoStatus,
    description: 'For everybody: how far the demo catalogue is, now and at each further track.',
    subscribe: (_root, _args, context) => demoProgress(context),
    resolve: (status) => status,
  }),
)

function demoProgress(context: Context): AsyncIterable<DemoStatusShape> {
  return noticeStream<DemoStatusShape>(
    (push) => {
      let hasNews = false
      const unsubscribe = context.notices.subscribe('demo-progress', ({ rendered, tracks }) => {
        hasNews = true
        push({ rendered, tracks, isRendering: rendered < tracks })
      })
      readDemoStatus(context).then(
        (status) => hasNews || push(status),
        (error) => context.log.warn({ err: error }, 'the demo’s state could not be read'),
      )
      return unsubscribe
    },
    { latestOnly: true },
  )
}
