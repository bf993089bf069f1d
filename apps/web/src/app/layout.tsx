import '@fontsource-variable/inter/opsz.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { getServerSession } from 'next-auth'
import type { ReactNode } from 'react'
import { authOptions } from '@/auth/auth-options.ts'
import { AppShell } from '@/shell/app-shell.tsx'
import { Providers } from '@/shell/providers.tsx'

export const metadata: Metadata = {
  title: { default: 'Segue', template: '%s · Segue' },
  description: 'Music that follows you: a feed that learns from every play, like and skip.',
}

export const viewport: Viewport = { themeColor: '#0b0c11', colorScheme: 'dark', viewportFit: 'cover' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const session = await getServerSession(authOptions)
  return (
    <html lang="en">
      <body>
        <Providers session={session}>
          <AppShell>{children}</AppShell>
        </Providers>
      </body>
    </html>
  )
}
