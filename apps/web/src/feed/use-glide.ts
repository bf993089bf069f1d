'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'

const glide: KeyframeAnimationOptions = { duration: 480, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' }
const appear: KeyframeAnimationOptions = { duration: 420, easing: 'ease-out', fill: 'backwards' }

/**
 * Lets the children of a list glide to their new places when its order changes, and new ones fade in
 * (first, last, invert, play). Children are told apart by `data-track-id`.
 */
export function useGlide(listRef: RefObject<HTMLElement | null>, order: string) {
  const places = useRef<Map<string, { left: number; top: number }>>(new Map())
  const lastOrder = useRef<string>(undefined)

  useLayoutEffect(() => {
    const list = listRef.current
    if (!list) return
    const before = places.current
    const after = placesOf(list)
    const isChange = lastOrder.current !== undefined && lastOrder.current !== order
    places.current = after
    lastOrder.current = order
    if (!isChange || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const child of list.children) moveIn(child as HTMLElement, { before, after })
  }, [listRef, order])

  // Places also change with the window, without the order changing.
  useLayoutEffect(() => {
    const list = listRef.current
    if (!list) return
    const observer = new ResizeObserver(() => {
      places.current = placesOf(list)
    })
    observer.observe(list)
    return () => observer.disconnect()
  }, [listRef])
}

type Places = Map<string, { left: number; top: number }>

function moveIn(child: HTMLElement, { before, after }: { before: Places; after: Places }) {
  const id = child.dataset.trackId ?? ''
  const from = before.get(id)
  const to = after.get(id)
  if (!to) return
  if (!from) {
    child.animate(
      [
        { opacity: 0, transform: 'scale(0.94)' },
        { opacity: 1, transform: 'none' },
      ],
      appear,
    )
    return
  }
  const [x, y] = [from.left - to.left, from.top - to.top]
  if (x !== 0 || y !== 0) child.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], glide)
}

/** Places in the list rather than in the window, so that scrolling is not movement. */
function placesOf(list: HTMLElement): Places {
  return new Map(
    [...list.children].map((child) => {
      const { dataset, offsetLeft: left, offsetTop: top } = child as HTMLElement
      return [dataset.trackId ?? '', { left, top }]
    }),
  )
}
