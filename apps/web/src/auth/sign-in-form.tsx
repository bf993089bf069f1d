'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/ui/button.tsx'
import { TextField } from '@/ui/text-field.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { type OfferedProvider, ProviderButtons } from './provider-buttons.tsx'
import { useSignIn } from './use-sign-in.ts'

export function SignInForm({ providers }: { providers: OfferedProvider[] }) {
  const { enter, isBusy, error } = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    void enter({ email, password })
  }

  return (
    <>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="Email"
          type="email"
          name="email"
          autoComplete="email"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          error={error}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={isBusy} className="mt-2 py-3 text-base">
          {isBusy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <ProviderButtons providers={providers} />
      <DemoAccounts isBusy={isBusy} onChoose={enter} />
    </>
  )
}
