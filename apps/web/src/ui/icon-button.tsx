import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

type IconButtonProps = ComponentProps<'button'> & {
  icon: LucideIcon
  /** The accessible name, also shown as a tooltip. */
  label: string
  isActive?: boolean
  isFilled?: boolean
  size?: 'small' | 'medium' | 'large'
}

const sizes = {
  small: 'size-8 [&_svg]:size-4',
  medium: 'size-10 [&_svg]:size-[1.15rem]',
  large: 'size-12 [&_svg]:size-6',
}

export function IconButton({
  icon: Icon,
  label,
  isActive = false,
  isFilled = isActive,
  size = 'medium',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      data-active={isActive}
      className={clsx(
        'grid shrink-0 place-items-center rounded-full transition-[color,background-color,opacity,transform] duration-150 active:scale-90 disabled:opacity-35',
        isActive ? 'text-ember hover:bg-ember/12' : 'text-soft enabled:hover:bg-paper/8 enabled:hover:text-paper',
        sizes[size],
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden="true" fill={isFilled ? 'currentColor' : 'none'} />
    </button>
  )
}
