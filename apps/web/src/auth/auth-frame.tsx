import type { ReactNode } from 'react'
import { DrawnCover } from '@/artwork/drawn-cover.tsx'
import { Logo } from '@/shell/logo.tsx'

const wall = [
  'jazz',
  'electronic',
  'rock',
  'ambient',
  'reggae',
  'classical',
  'disco',
  'hiphop',
  'blues',
  'metal',
  'pop',
  'country',
]

type AuthFrameProps = { title: string; lead: ReactNode; children: ReactNode }

/** The pages before the music: a form beside a wall of covers. */
export function AuthFrame({ title, lead, children }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh bg-ink lg:grid-cols-[minmax(0,34rem)_minmax(0,1fr)]">
      <div className="flex flex-col justify-center px-6 py-10 sm:px-14">
        <div className="mx-auto w-full max-w-sm">
          <Logo />
          <h1 className="mt-10 text-3xl font-semibold tracking-[-0.035em]">{title}</h1>
          <p className="mt-2 mb-8 text-soft">{lead}</p>
          {children}
        </div>
      </div>
      <div className="relative hidden overflow-hidden lg:block" aria-hidden="true">
        <div className="absolute inset-0 grid scale-110 -rotate-6 grid-cols-3 content-center gap-5 opacity-80">
          {wall.map((genre) => (
            <DrawnCover key={genre} seed={`wall of ${genre}`} genre={genre} alt="" className="w-full rounded-3xl" />
          ))}
        </div>
        <div className="absolute inset-0 bg-linear-to-r from-ink via-ink/40 to-ink/20" />
        <p className="absolute right-14 bottom-14 left-24 text-right text-4xl leading-tight font-semibold tracking-[-0.04em]">
          Music that follows you.
        </p>
      </div>
    </div>
  )
}
