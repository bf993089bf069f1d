import type { ReactNode } from 'react'

type SettingRowProps = { title: string; text: string; children: ReactNode }

export function SettingRow({ title, text, children }: SettingRowProps) {
  return (
    <section className="flex flex-col gap-4 border-b border-line py-6 sm:flex-row sm:items-center sm:justify-between sm:gap-10">
      <div className="min-w-0">
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-1 text-sm leading-relaxed text-soft">{text}</p>
      </div>
      <div className="flex shrink-0 sm:w-80 sm:justify-end">{children}</div>
    </section>
  )
}
