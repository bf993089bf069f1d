'use client'

import type { VariablesOf } from 'gql.tada'
import { Radio as RadioIcon } from 'lucide-react'
import { Button } from '@/ui/button.tsx'
import type { Radio } from './radio-query.ts'
import { useRadio } from './use-radio.ts'

export function RadioButton({ seed, name }: { seed: VariablesOf<typeof Radio>; name: string }) {
  const startRadio = useRadio()
  return (
    <Button onClick={() => startRadio(seed, name)} aria-label={`Radio from ${name}`}>
      <RadioIcon className="size-4" aria-hidden="true" />
      Radio
    </Button>
  )
}
