import clsx from 'clsx'
import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-ember text-ink hover:bg-[#ffc49b]',
  quiet: 'bg-paper/8 text-paper hover:bg-paper/14',
  bare: 'text-soft hover:bg-paper/8 hover:text-paper',
  danger: 'bg-alarm/14 text-alarm hover:bg-alarm/24',
}

/** The look of a button, also for links that act as one. */
export function buttonStyle({ look = 'quiet', className }: { look?: keyof typeof looks; className?: string } = {}) {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-full whitespace-nowrap px-5 py-2.5 text-sm font-semibold transition-colors',
    'disabled:opacity-50 disabled:hover:bg-inherit',
    looks[look],
    className,
  )
}

type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof looks }

export function Button({ look, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonStyle({ look, className })} {...rest} />
}
