'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import { useEffect, useRef, useState } from 'react'
import { MySettings, UpdateSettings } from '@/settings/settings-queries.ts'
import { RangeSlider } from '@/ui/range-slider.tsx'

const settleMs = 250

/** How far from the closest matches the feed may go; the feed follows while the slider moves. */
export function VarietyControl() {
  const { data } = useQuery(MySettings)
  const [update] = useMutation(UpdateSettings)
  const [chosen, setChosen] = useState<number>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const variety = chosen ?? data?.me?.settings.variety ?? 50

  useEffect(() => () => clearTimeout(timer.current), [])

  function choose(value: number) {
    setChosen(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void update({ variables: { settings: { variety: value } } }), settleMs)
  }

  return (
    <div className="flex w-full max-w-xs items-center gap-3 text-xs font-medium text-soft">
      <span>Close</span>
      <RangeSlider
        label="Variety"
        value={variety}
        max={100}
        valueText={`${variety} of 100, from the closest matches to as varied as possible`}
        onChange={choose}
      />
      <span>Varied</span>
    </div>
  )
}
