export function TrackPageSkeleton() {
  return (
    <div className="flex flex-col gap-8 sm:flex-row" aria-hidden="true">
      <div className="skeleton aspect-square w-56 shrink-0 rounded-3xl lg:w-72" />
      <div className="flex flex-1 flex-col justify-end gap-4">
        <div className="skeleton h-12 w-2/3" />
        <div className="skeleton h-5 w-1/3" />
        <div className="skeleton h-20 w-full" />
      </div>
    </div>
  )
}
