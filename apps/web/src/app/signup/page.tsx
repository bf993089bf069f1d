import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthFrame } from '@/auth/auth-frame.tsx'
import { SignUpForm } from '@/auth/sign-up-form.tsx'

export const metadata: Metadata = { title: 'Create an account' }

export default function Page() {
  return (
    <AuthFrame
      title="Start listening"
      lead={
        <>
          Have an account already?{' '}
          <Link href="/signin" className="font-medium text-ember hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm />
    </AuthFrame>
  )
}
