'use client'

import { signIn } from 'next-auth/react'
import { Button } from '@/ui/button.tsx'

export type OfferedProvider = { id: 'google' | 'github'; name: string }

export function ProviderButtons({ providers }: { providers: OfferedProvider[] }) {
  if (providers.length === 0) return null
  return (
    <div className="mt-5 flex flex-col gap-2.5">
      {providers.map(({ id, name }) => (
        <Button key={id} className="py-3" onClick={() => signIn(id, { callbackUrl: '/' })}>
          Continue with {name}
        </Button>
      ))}
    </div>
  )
}
