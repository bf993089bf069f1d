import { graphql } from '@/graphql/graphql.ts'

export const DemoProgress = graphql(`
  subscription DemoProgress {
    demoProgress { tracks rendered isRendering }
  }
`)
