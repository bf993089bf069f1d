import { builder } from './builder.ts'

/** A genre is a name that tracks carry: what the analyser hears in them, or else their file's tag. */
export interface GenreTotals {
  name: string
  trackCount: number
}

export const Genre = builder.objectRef<GenreTotals>('Genre').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    trackCount: t.exposeInt('trackCount'),
  }),
})
