import { Switch } from 'radix-ui'

type SwitchControlProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void }

export function SwitchControl({ label, isOn, onChange }: SwitchControlProps) {
  return (
    <Switch.Root
      aria-label={label}
      checked={isOn}
      onCheckedChange={onChange}
      className="h-7 w-12 shrink-0 rounded-full bg-paper/16 p-1 transition-colors data-[state=checked]:bg-ember"
    >
      <Switch.Thumb className="block size-5 rounded-full bg-paper transition-transform data-[state=checked]:translate-x-5 data-[state=checked]:bg-ink" />
    </Switch.Root>
  )
}
