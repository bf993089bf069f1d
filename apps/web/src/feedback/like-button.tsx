'use client'

import { Heart } from 'lucide-react'
import { IconButton } from '@/ui/icon-button.tsx'

type LikeButtonProps = { title: string; isLiked: boolean; onToggle: () => void; className?: string }

export function LikeButton({ title, isLiked, onToggle, className }: LikeButtonProps) {
  return (
    <IconButton
      icon={Heart}
      label={`${isLiked ? 'Unlike' : 'Like'} ${title}`}
      isActive={isLiked}
      aria-pressed={isLiked}
      size="small"
      className={className}
      onClick={onToggle}
    />
  )
}
