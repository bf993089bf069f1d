'use client'

import { useState } from 'react'
import { Button } from '@/ui/button.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { DropZone } from './drop-zone.tsx'
import type { ChosenFiles } from './dropped-files.ts'
import { UploadRow } from './upload-row.tsx'
import { UploadSummary } from './upload-summary.tsx'
import { useUploads } from './uploads-context.tsx'
import { useAnalysisNews } from './use-analysis-news.ts'

export function UploadPage() {
  const { queue, items } = useUploads()
  const [leftOut, setLeftOut] = useState(0)
  useAnalysisNews(queue)
  const hasFinished = items.some(({ state }) => state === 'done' || state === 'duplicate' || state === 'failed')

  function choose(chosen: ChosenFiles) {
    setLeftOut(chosen.leftOut)
    queue.add(chosen.files)
  }

  return (
    <>
      <PageTitle lead="Every file is stored as it is, listened to by Segue, and can be recommended a moment later.">
        Upload music
      </PageTitle>
      <DropZone onChoose={choose} isCompact={items.length > 0} />
      {leftOut > 0 && (
        <p role="status" className="mt-3 text-sm text-soft">
          {leftOut === 1 ? 'One file in the folder is' : `${leftOut} files in the folder are`} no audio and stayed where
          they are.
        </p>
      )}
      {items.length > 0 && (
        <section aria-label="Uploads" className="mt-8">
          <div className="mb-3 flex flex-wrap items-end justify-between gap-4">
            <UploadSummary items={items} />
            {hasFinished && (
              <Button look="bare" onClick={() => queue.clearFinished()}>
                Clear finished
              </Button>
            )}
          </div>
          <ul>
            {items.map((item) => (
              <UploadRow key={item.id} item={item} onRetry={() => queue.retry(item.id)} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
