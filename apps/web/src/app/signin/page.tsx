import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthFrame } from '@/auth/auth-frame.tsx'
import type { OfferedProvider } from '@/auth/provider-buttons.tsx'
import { SignInForm } from '@/auth/sign-in-form.tsx'
import { readConfig } from '@/config.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default function Page() {
  return (
    <AuthFrame
      title="Welcome back"
      lead={
        <>
          New here?{' '}
          <Link href="/signup" className="font-medium text-ember hover:underline">
            Create an account
          </Link>
        </>
      }
    >
      <SignInForm providers={offeredProviders()} />
    </AuthFrame>
  )
}

function offeredProviders(): OfferedProvider[] {
  const { google, github } = readConfig()
  const providers: OfferedProvider[] = []
  if (google) providers.push({ id: 'google', name: 'Google' })
  if (github) providers.push({ id: 'github', name: 'GitHub' })
  return providers
}
