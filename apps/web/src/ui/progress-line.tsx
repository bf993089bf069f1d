import { Progress } from 'radix-ui'

type ProgressLineProps = { label: string; value: number; max: number }

export function ProgressLine({ label, value, max }: ProgressLineProps) {
  const percent = max > 0 ? (value / max) * 100 : 0
  return (
    <Progress.Root
      aria-label={label}
      value={Math.min(value, max)}
      max={Math.max(1, max)}
      className="h-1.5 overflow-hidden rounded-full bg-paper/12"
    >
      <Progress.Indicator
        className="h-full rounded-full bg-linear-to-r from-ember-deep to-ember transition-[width] duration-500"
        style={{ width: `${percent}%` }}
      />
    </Progress.Root>
  )
}
