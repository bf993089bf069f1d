import { type ReactNode, useId } from 'react'

type SectionProps = { title: string; aside?: ReactNode; children: ReactNode; className?: string }

export function Section({ title, aside, children, className }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={className ?? 'mt-10'}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id={id} className="text-xl font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
