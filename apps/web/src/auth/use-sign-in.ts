'use client'

import { useSearchParams } from 'next/navigation'
import { signIn } from 'next-auth/react'
import { useState } from 'react'

const refused = 'CredentialsSignin'

/** Signs in and then loads the wanted page anew, so that everything on it knows who is there. */
export function useSignIn() {
  const from = useSearchParams().get('from')
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<string>()

  async function enter(credentials: { email: string; password: string }, target = localPath(from)) {
    setIsBusy(true)
    setError(undefined)
    const answer = await signIn('credentials', { ...credentials, redirect: false }).catch(() => undefined)
    if (answer?.ok) return window.location.assign(target)
    setIsBusy(false)
    if (!answer) setError('Segue does not answer. Please try again in a moment.')
    else setError(answer.error && answer.error !== refused ? answer.error : 'That email and password do not match.')
  }

  return { enter, isBusy, error }
}

/** Only a path of this site is gone back to. */
function localPath(from: string | null) {
  return from?.startsWith('/') && !from.startsWith('//') && !from.startsWith('/\\') ? from : '/'
}
