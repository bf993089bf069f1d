import { feedGrid } from './feed-grid.ts'

const places = Array.from({ length: 15 }, (_, place) => place)

export function FeedSkeleton() {
  return (
    <div className={feedGrid} aria-hidden="true">
      {places.map((place) => (
        <div key={place} className="flex gap-3.5 p-2 sm:flex-col sm:p-3">
          <div className="skeleton aspect-square w-22 rounded-xl sm:w-full" />
          <div className="flex-1 pt-1">
            <div className="skeleton h-4 w-4/5" />
            <div className="skeleton mt-2 h-3 w-1/2" />
            <div className="skeleton mt-4 h-3 w-full" />
          </div>
        </div>
      ))}
    </div>
  )
}
