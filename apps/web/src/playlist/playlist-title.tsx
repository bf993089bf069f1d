'use client'

import { Pencil } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/ui/button.tsx'
import { IconButton } from '@/ui/icon-button.tsx'

type PlaylistTitleProps = { title: string; isMine: boolean; onRename: (title: string) => Promise<void> }

/** The title, which its owner can write over. */
export function PlaylistTitle({ title, isMine, onRename }: PlaylistTitleProps) {
  const [draft, setDraft] = useState<string>()

  async function save(event: FormEvent) {
    event.preventDefault()
    if (draft?.trim() && draft !== title) await onRename(draft)
    setDraft(undefined)
  }

  if (draft === undefined) {
    return (
      <div className="group flex items-center justify-center gap-2 sm:justify-start">
        <h1 className="min-w-0 text-4xl leading-[1.06] font-semibold tracking-[-0.04em] sm:text-6xl">{title}</h1>
        {isMine && (
          <IconButton icon={Pencil} label="Rename" className="shows-on-hover" onClick={() => setDraft(title)} />
        )}
      </div>
    )
  }
  return (
    <form onSubmit={save} className="flex flex-wrap items-center gap-2">
      <input
        aria-label="Title of the playlist"
        // biome-ignore lint/a11y/noAutofocus: who asked to rename wants to type
        autoFocus
        required
        maxLength={120}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setDraft(undefined)}
        className="min-w-0 flex-1 rounded-xl border border-paper/16 bg-ink/60 px-4 py-2 text-3xl font-semibold"
      />
      <Button type="submit" look="primary">
        Save
      </Button>
    </form>
  )
}
