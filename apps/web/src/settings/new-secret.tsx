'use client'

import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/ui/button.tsx'

type NewSecretProps = { secret: string; onDone: () => void }

/** A secret that is shown this once. */
export function NewSecret({ secret, onDone }: NewSecretProps) {
  const fieldRef = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)

  async function copy() {
    // Without a secure context there is no clipboard: the selection can still be copied by hand.
    fieldRef.current?.select()
    await navigator.clipboard?.writeText(secret)
    setIsCopied(Boolean(navigator.clipboard))
  }

  return (
    <div role="status" className="mt-4 rounded-2xl border border-ember/40 bg-ember/8 p-5">
      <p className="text-sm">Copy this token now. It is not shown again.</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <input
          ref={fieldRef}
          readOnly
          aria-label="New access token"
          value={secret}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 basis-60 rounded-xl border border-paper/16 bg-ink/60 px-4 py-2.5 font-mono text-sm"
        />
        <Button look="primary" onClick={copy}>
          {isCopied ? <Check className="size-4" aria-hidden="true" /> : <Copy className="size-4" aria-hidden="true" />}
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
        <Button look="bare" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
