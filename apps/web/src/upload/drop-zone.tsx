'use client'

import clsx from 'clsx'
import { UploadCloud } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '@/ui/button.tsx'
import { audioOnly, type ChosenFiles, droppedFiles } from './dropped-files.ts'

type DropZoneProps = { onChoose: (chosen: ChosenFiles) => void; isCompact: boolean }

/** A place to drop files and folders on, with buttons for those who do not drag. */
export function DropZone({ onChoose, isCompact }: DropZoneProps) {
  const filesRef = useRef<HTMLInputElement>(null)
  const folderRef = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)

  async function drop(event: DragEvent) {
    event.preventDefault()
    setIsOver(false)
    onChoose(await droppedFiles(event.dataTransfer))
  }

  return (
    <section
      aria-label="Drop music here"
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={clsx(
        'flex flex-col items-center gap-4 rounded-3xl border-2 border-dashed px-6 text-center transition-colors',
        isCompact ? 'py-8' : 'py-20',
        isOver ? 'border-ember bg-ember/8' : 'border-paper/16 bg-panel/50',
      )}
    >
      <UploadCloud className={clsx('size-10', isOver ? 'text-ember' : 'text-soft')} aria-hidden="true" />
      <p className="font-medium">Drop files or folders here</p>
      <p className="text-sm text-soft">mp3, flac, ogg, opus, wav, aiff, m4a, aac</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={() => filesRef.current?.click()}>
          Choose files
        </Button>
        <Button onClick={() => folderRef.current?.click()}>Choose a folder</Button>
      </div>
      <input
        ref={filesRef}
        type="file"
        multiple
        hidden
        aria-label="Music files"
        onChange={({ target }) => {
          onChoose({ files: [...(target.files ?? [])], leftOut: 0 })
          target.value = ''
        }}
      />
      <input
        ref={folderRef}
        type="file"
        multiple
        hidden
        aria-label="Music folder"
        {...{ webkitdirectory: '' }}
        onChange={({ target }) => {
          onChoose(audioOnly([...(target.files ?? [])]))
          target.value = ''
        }}
      />
    </section>
  )
}
