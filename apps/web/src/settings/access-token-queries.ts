import { graphql } from '@/graphql/graphql.ts'

const AccessTokenFields = graphql(`
  fragment AccessTokenFields on AccessToken { id name prefix createdAt lastUsedAt }
`)

export const MyAccessTokens = graphql(
  `
    query MyAccessTokens {
      me { id accessTokens { ...AccessTokenFields } }
    }
  `,
  [AccessTokenFields],
)

export const CreateAccessToken = graphql(
  `
    mutation CreateAccessToken($name: String!) {
      createAccessToken(name: $name) {
        __typename
        ... on CreateAccessTokenPayload { secret accessToken { ...AccessTokenFields } }
        ... on UserError { code message }
      }
    }
  `,
  [AccessTokenFields],
)

export const RevokeAccessToken = graphql(`
  mutation RevokeAccessToken($id: ID!) {
    revokeAccessToken(id: $id) {
      __typename
      ... on RevokeAccessTokenPayload { id }
      ... on UserError { code message }
    }
  }
`)
