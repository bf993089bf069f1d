'use client'

import { Ban } from 'lucide-react'
import { IconButton } from '@/ui/icon-button.tsx'

type DislikeButtonProps = { title: string; isDisliked: boolean; onToggle: () => void; className?: string }

export function DislikeButton({ title, isDisliked, onToggle, className }: DislikeButtonProps) {
  return (
    <IconButton
      icon={Ban}
      label={isDisliked ? `Allow ${title} again` : `Dislike ${title}`}
      isActive={isDisliked}
      isFilled={false}
      aria-pressed={isDisliked}
      size="small"
      className={className}
      onClick={onToggle}
    />
  )
}
