/** Two faders crossing: one piece leaves while the next one comes. */
export function Logo({ withName = true }: { withName?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" className="size-8 shrink-0" role="img" aria-label="Segue">
        <rect width="32" height="32" rx="10" className="fill-raised" />
        <g fill="none" strokeWidth="3.2" strokeLinecap="round">
          <path d="M6 22C15 22 17 10 26 10" className="stroke-paper/50" />
          <path d="M6 10C15 10 17 22 26 22" className="stroke-ember" />
        </g>
      </svg>
      {withName && (
        <span className="text-[1.35rem] font-semibold tracking-[-0.045em]" aria-hidden="true">
          segue
        </span>
      )}
    </span>
  )
}
