import { ProgressLine } from '@/ui/progress-line.tsx'
import type { UploadItem } from './upload-item.ts'

/** How it goes on the whole. */
export function UploadSummary({ items }: { items: readonly UploadItem[] }) {
  const count = (state: UploadItem['state']) => items.filter((item) => item.state === state).length
  const [done, duplicates, failed] = [count('done'), count('duplicate'), count('failed')]
  const finished = done + duplicates + failed
  const parts = [
    `${done} of ${items.length} in the catalogue`,
    duplicates > 0 && `${duplicates} there already`,
    failed > 0 && `${failed} failed`,
    finished < items.length && `${items.length - finished} on the way`,
  ].filter(Boolean)
  return (
    <div className="min-w-60 flex-1">
      <p role="status" className="mb-2 font-medium">
        {parts.join(', ')}
      </p>
      <ProgressLine label="All uploads" value={finished} max={items.length} />
    </div>
  )
}
