import { builder } from './builder.ts'

/** How far the demo catalogue is. */
export interface DemoStatusShape {
  /** composed; 0 where the demo is switched off or was removed */
  tracks: number
  /** in the catalogue already */
  rendered: number
  isRendering: boolean
}

export const DemoStatus = builder.objectRef<DemoStatusShape>('DemoStatus').implement({
  fields: (t) => ({
    tracks: t.exposeInt('tracks'),
    rendered: t.exposeInt('rendered'),
    isRendering: t.exposeBoolean('isRendering'),
  }),
})
