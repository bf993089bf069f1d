'use client'

import { Star } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'

type StarRatingProps = {
  title: string
  rating: number | null
  onRate: (stars: number | null) => void
  className?: string
}

const scale = [1, 2, 3, 4, 5]

/** One star that opens five; pressing the given number again takes the rating back. */
export function StarRating({ title, rating, onRate, className }: StarRatingProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [pointed, setPointed] = useState(0)
  const lit = pointed || rating || 0

  function choose(stars: number) {
    onRate(stars === rating ? null : stars)
    setIsOpen(false)
    setPointed(0)
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        aria-label={rating ? `Rate ${title}, now ${rating} of 5` : `Rate ${title}`}
        title={rating ? `${rating} of 5 stars` : 'Rate'}
        data-active={rating !== null}
        className={`flex h-8 min-w-8 shrink-0 items-center justify-center gap-1 rounded-full px-1.5 text-xs font-semibold tabular-nums transition-[color,background-color,opacity] hover:bg-paper/8 hover:text-paper ${rating ? 'text-ember' : 'text-soft'} ${className ?? ''}`}
      >
        <Star className="size-4" fill={rating ? 'currentColor' : 'none'} aria-hidden="true" />
        {rating}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 animate-[rise_140ms_var(--ease-out-soft)] rounded-full border border-line bg-lifted px-2 py-1 shadow-float"
        >
          <fieldset className="flex" onPointerLeave={() => setPointed(0)}>
            <legend className="sr-only">Rate {title}</legend>
            {scale.map((stars) => (
              <button
                key={stars}
                type="button"
                aria-label={`${stars} ${stars === 1 ? 'star' : 'stars'}`}
                aria-pressed={stars === rating}
                onPointerEnter={() => setPointed(stars)}
                onFocus={() => setPointed(stars)}
                onBlur={() => setPointed(0)}
                onClick={() => choose(stars)}
                className="grid size-9 place-items-center rounded-full"
              >
                <Star
                  className={`size-5 transition-colors ${stars <= lit ? 'text-ember' : 'text-faint'}`}
                  fill={stars <= lit ? 'currentColor' : 'none'}
                  aria-hidden="true"
                />
              </button>
            ))}
          </fieldset>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
