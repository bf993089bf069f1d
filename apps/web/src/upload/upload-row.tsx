import { CircleAlert, CircleCheck, Copy, Ear, FileAudio, type LucideIcon, UploadCloud } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/ui/button.tsx'
import { ProgressLine } from '@/ui/progress-line.tsx'
import type { UploadItem } from './upload-item.ts'

const icons: { [State in UploadItem['state']]: [LucideIcon, string] } = {
  waiting: [FileAudio, 'text-faint'],
  sending: [UploadCloud, 'text-ember'],
  analysing: [Ear, 'text-ember'],
  done: [CircleCheck, 'text-tide'],
  duplicate: [Copy, 'text-soft'],
  failed: [CircleAlert, 'text-alarm'],
}

/** One file: how far it is, or why it did not work. */
export function UploadRow({ item, onRetry }: { item: UploadItem; onRetry: () => void }) {
  const [Icon, colour] = icons[item.state]
  const isMoving = item.state === 'sending' || item.state === 'analysing'
  return (
    <li data-upload-state={item.state} className="flex items-center gap-4 border-b border-line py-3">
      <Icon className={`size-5 shrink-0 ${colour}`} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-[0.94rem] font-medium">{item.file.name}</p>
        <p className={`text-sm ${item.state === 'failed' ? 'text-alarm' : 'text-soft'}`}>{sentence(item)}</p>
      </div>
      {isMoving && (
        <div className="w-24 shrink-0 sm:w-48">
          <ProgressLine label={`Progress of ${item.file.name}`} value={item.percent} max={100} />
        </div>
      )}
      {item.state === 'failed' && (
        <Button className="px-4 py-1.5" onClick={onRetry} aria-label={`Try ${item.file.name} again`}>
          Try again
        </Button>
      )}
      {item.trackId && !isMoving && (
        <Link href={`/track/${item.trackId}`} className="shrink-0 text-sm font-medium text-ember hover:underline">
          See the track
        </Link>
      )}
    </li>
  )
}

function sentence(item: UploadItem): string {
  switch (item.state) {
    case 'waiting':
      return `Waiting, ${sizeOf(item.file)}`
    case 'sending':
      return item.percent >= 100 ? 'Being stored' : `Uploading, ${Math.round(item.percent)} % of ${sizeOf(item.file)}`
    case 'analysing':
      return item.step ? `Listening: ${item.step}` : 'Stored, waiting to be listened to'
    case 'done':
      return 'In the catalogue'
    case 'duplicate':
      return 'In the catalogue already'
    case 'failed':
      return item.error ?? 'Failed'
  }
}

function sizeOf({ size }: File) {
  return size >= 1e6 ? `${(size / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(size / 1e3))} kB`
}
