import clsx from 'clsx'
import { type ComponentProps, useId } from 'react'

type TextFieldProps = ComponentProps<'input'> & { label: string; error?: string; hint?: string }

/** A labelled input; its error is read out with it. */
export function TextField({ label, error, hint, className, ...rest }: TextFieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium text-soft">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? noteId : undefined}
        className={clsx(
          'w-full rounded-xl border bg-ink/60 px-4 py-3 text-base text-paper transition-colors placeholder:text-faint',
          error ? 'border-alarm/70' : 'border-paper/16 hover:border-paper/28 focus:border-ember',
        )}
        {...rest}
      />
      {note && (
        <p
          id={noteId}
          role={error ? 'alert' : undefined}
          className={clsx('mt-1.5 text-sm', error ? 'text-alarm' : 'text-faint')}
        >
          {note}
        </p>
      )}
    </div>
  )
}
