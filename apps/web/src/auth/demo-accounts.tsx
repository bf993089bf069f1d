'use client'

import { useQuery } from '@apollo/client/react'
import { ArrowRight } from 'lucide-react'
import { graphql } from '@/graphql/graphql.ts'

const DemoAccountsQuery = graphql(`
  query DemoAccounts {
    demoAccounts { email name password role persona }
  }
`)

type DemoAccountsProps = {
  isBusy: boolean
  onChoose: (credentials: { email: string; password: string }) => void
}

/** While the demo data is installed: its listeners, one press away. */
export function DemoAccounts({ isBusy, onChoose }: DemoAccountsProps) {
  const { data } = useQuery(DemoAccountsQuery)
  if (!data || data.demoAccounts.length === 0) return null
  return (
    <section aria-labelledby="demo-accounts" className="mt-9">
      <h2 id="demo-accounts" className="text-sm font-medium text-soft">
        Or look around as somebody else
      </h2>
      <ul className="mt-3 flex max-h-72 flex-col overflow-y-auto rounded-2xl border border-line">
        {data.demoAccounts.map(({ email, name, password, role, persona }) => (
          <li key={email} className="border-line not-last:border-b">
            <button
              type="button"
              disabled={isBusy}
              onClick={() => onChoose({ email, password })}
              className="group flex w-full items-center gap-3 px-4 py-2.5 text-left -outline-offset-2 transition-colors hover:bg-paper/5"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">
                  <span className="sr-only">Continue as </span>
                  {name}
                </span>
                <span className="block truncate text-xs text-soft">
                  {persona ?? (role === 'ADMIN' ? 'Looks after the catalogue' : 'Listens')}
                </span>
              </span>
              <ArrowRight
                className="size-4 shrink-0 text-faint transition-transform group-hover:translate-x-0.5 group-hover:text-ember"
                aria-hidden="true"
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
