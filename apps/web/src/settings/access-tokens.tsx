'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/ui/button.tsx'
import { TextField } from '@/ui/text-field.tsx'
import { CreateAccessToken, MyAccessTokens, RevokeAccessToken } from './access-token-queries.ts'
import { NewSecret } from './new-secret.tsx'

/** Keys for players and scripts other than this page. */
export function AccessTokens() {
  const { data } = useQuery(MyAccessTokens)
  const [create, { loading }] = useMutation(CreateAccessToken, { refetchQueries: [MyAccessTokens] })
  const [revoke] = useMutation(RevokeAccessToken, { refetchQueries: [MyAccessTokens] })
  const [name, setName] = useState('')
  const [secret, setSecret] = useState<string>()
  const [error, setError] = useState<string>()
  const tokens = data?.me?.accessTokens ?? []

  async function submit(event: FormEvent) {
    event.preventDefault()
    const answer = await create({ variables: { name } }).catch(() => undefined)
    const outcome = answer?.data?.createAccessToken
    if (outcome?.__typename === 'CreateAccessTokenPayload') {
      setSecret(outcome.secret)
      setName('')
      setError(undefined)
    } else {
      setError(outcome?.message ?? 'Segue does not answer. Please try again.')
    }
  }

  return (
    <section className="py-6" aria-labelledby="access-tokens">
      <h2 id="access-tokens" className="font-semibold">
        Access tokens
      </h2>
      <p className="mt-1 text-sm leading-relaxed text-soft">
        Let another player or a script listen in your name, without your password.
      </p>
      {secret && <NewSecret secret={secret} onDone={() => setSecret(undefined)} />}
      <ul className="mt-4 flex flex-col">
        {tokens.map((token) => (
          <li key={token.id} className="flex items-center gap-4 border-b border-line py-3">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{token.name}</p>
              <p className="text-sm text-soft">
                <code className="text-xs">{token.prefix}…</code>
                {' · '}
                {token.lastUsedAt
                  ? `last used ${dateOf(token.lastUsedAt)}`
                  : `made ${dateOf(token.createdAt)}, never used`}
              </p>
            </div>
            <Button
              look="danger"
              className="px-4 py-1.5"
              aria-label={`Revoke ${token.name}`}
              onClick={() => revoke({ variables: { id: token.id } })}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="mt-5 flex items-end gap-3">
        <TextField
          label="Name of a new token"
          placeholder="My kitchen radio"
          required
          maxLength={60}
          value={name}
          error={error}
          onChange={(event) => setName(event.target.value)}
          className="flex-1"
        />
        <Button type="submit" disabled={loading} className="py-3.5">
          Create token
        </Button>
      </form>
    </section>
  )
}

function dateOf(instant: string) {
  return new Date(instant).toLocaleDateString(undefined, { dateStyle: 'medium' })
}
