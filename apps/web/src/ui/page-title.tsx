import type { ReactNode } from 'react'

type PageTitleProps = { children: ReactNode; lead?: ReactNode; aside?: ReactNode }

export function PageTitle({ children, lead, aside }: PageTitleProps) {
  return (
    <header className="mb-7 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        <h1 className="text-3xl font-semibold tracking-[-0.035em] sm:text-[2.6rem] sm:leading-tight">{children}</h1>
        {lead && <div className="mt-1.5 max-w-2xl text-[0.95rem] leading-relaxed text-soft">{lead}</div>}
      </div>
      {aside}
    </header>
  )
}
