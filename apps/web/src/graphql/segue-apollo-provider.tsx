'use client'

import { ApolloProvider } from '@apollo/client/react'
import { signOut } from 'next-auth/react'
import { type ReactNode, useState } from 'react'
import { createApolloClient } from './apollo-client.ts'

/** One client a page load; its cache never outlives a sign-out, because that loads the page anew. */
export function SegueApolloProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => {
    const created = createApolloClient({
      onSessionEnded: () => signOut({ callbackUrl: '/signin' }),
      onReconnected: () => created.refetchQueries({ include: 'active' }),
    })
    return created
  })
  return <ApolloProvider client={client}>{children}</ApolloProvider>
}
