import { graphql } from '@/graphql/graphql.ts'

const VersionFields = graphql(`
  fragment VersionFields on TasteModelVersion {
    version trainedAt events listeners tracks sizeBytes isLive isPinned holds ndcg recall judges
  }
`)

export const TasteModels = graphql(`query TasteModels { tasteModels { ...VersionFields } }`, [VersionFields])

export const RollBackTasteModel = graphql(
  `
    mutation RollBackTasteModel($version: Int!) {
      rollBackTasteModel(version: $version) {
        __typename
        ... on RollBackTasteModelPayload { tasteModels { ...VersionFields } }
        ... on UserError { code message }
      }
    }
  `,
  [VersionFields],
)

export const ReleaseTasteModel = graphql(
  `mutation ReleaseTasteModel { releaseTasteModel { tasteModels { ...VersionFields } } }`,
  [VersionFields],
)

export const TrainingProgress = graphql(`subscription TrainingProgress { trainingProgress { percent } }`)
