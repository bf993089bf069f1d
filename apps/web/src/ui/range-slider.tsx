import { Slider } from 'radix-ui'

type RangeSliderProps = {
  label: string
  value: number
  max: number
  step?: number
  valueText?: string
  onChange: (value: number) => void
  onCommit?: (value: number) => void
}

/** A slider from 0 to `max`. */
export function RangeSlider({ label, value, max, step = 1, valueText, onChange, onCommit }: RangeSliderProps) {
  return (
    <Slider.Root
      value={[value]}
      max={max}
      step={step}
      onValueChange={([next]) => onChange(next)}
      onValueCommit={([next]) => onCommit?.(next)}
      className="group/slider relative flex h-6 w-full touch-none items-center select-none"
    >
      <Slider.Track className="relative h-1 grow overflow-hidden rounded-full bg-paper/16">
        <Slider.Range className="absolute h-full bg-ember" />
      </Slider.Track>
      <Slider.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-4 rounded-full bg-paper shadow-md transition-transform hover:scale-115 active:scale-125"
      />
    </Slider.Root>
  )
}
