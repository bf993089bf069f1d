import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type NoticeProps = {
  icon: LucideIcon
  title: string
  /** What the reader can do about it. */
  children?: ReactNode
  action?: ReactNode
  isAlarm?: boolean
}

/** An empty place or a failure, always with what to do next. */
export function Notice({ icon: Icon, title, children, action, isAlarm = false }: NoticeProps) {
  return (
    <div
      role={isAlarm ? 'alert' : undefined}
      className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center"
    >
      <span
        className={clsx(
          'mb-1 grid size-14 place-items-center rounded-2xl',
          isAlarm ? 'bg-alarm/12 text-alarm' : 'bg-paper/6 text-ember',
        )}
      >
        <Icon className="size-6" aria-hidden="true" />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <p className="text-sm leading-relaxed text-soft">{children}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
