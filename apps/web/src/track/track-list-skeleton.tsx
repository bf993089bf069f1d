export function TrackListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <div key={row} className="flex items-center gap-4 py-1.5">
          <div className="skeleton size-12" />
          <div className="flex-1">
            <div className="skeleton h-3.5 w-2/5" />
            <div className="skeleton mt-2 h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  )
}
