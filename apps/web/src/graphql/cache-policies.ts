import type { InMemoryCacheConfig } from '@apollo/client'

type Connection = { edges: unknown[]; pageInfo: unknown }
type PageArguments = { args: { after?: string | null } | null }

/** A first page replaces what was there, a later page is appended to it. */
function appendPages(existing: Connection | undefined, incoming: Connection, { args }: PageArguments): Connection {
  return args?.after && existing ? { ...incoming, edges: [...existing.edges, ...incoming.edges] } : incoming
}

const pages = { keyArgs: false as const, merge: appendPages }

export const cachePolicies: InMemoryCacheConfig = {
  possibleTypes: {
    UserError: ['InvalidInputError', 'NotFoundError', 'ConflictError', 'CredentialsError'],
    Node: ['Listener', 'Artist', 'Album', 'Track', 'Playlist'],
  },
  typePolicies: {
    Query: {
      fields: {
        feed: pages,
        history: pages,
        playlists: pages,
        tracks: { ...pages, keyArgs: ['state'] },
      },
    },
    Artist: { fields: { tracks: pages } },
    Playlist: { fields: { items: pages } },
    TasteModelVersion: { keyFields: ['version'] },
    Genre: { keyFields: ['name'], fields: { tracks: pages } },
    Track: { fields: { mine: { merge: true }, analysis: { merge: true } } },
    Listener: { fields: { settings: { merge: true }, accessTokens: { merge: false } } },
  },
}
