'use client'

import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { IconButton } from '@/ui/icon-button.tsx'
import { RangeSlider } from '@/ui/range-slider.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'

export function VolumeControl() {
  const player = usePlayer()
  const volume = usePlayerState((state) => state.volume)
  const isMuted = usePlayerState((state) => state.isMuted)
  const heard = isMuted ? 0 : volume
  const icon = heard === 0 ? VolumeX : heard < 0.5 ? Volume1 : Volume2
  return (
    <div className="flex w-28 xl:w-32 items-center gap-1">
      <IconButton icon={icon} label={isMuted ? 'Unmute' : 'Mute'} size="small" onClick={() => player.toggleMute()} />
      <RangeSlider
        label="Volume"
        value={Math.round(heard * 100)}
        max={100}
        valueText={`${Math.round(heard * 100)} %`}
        onChange={(percent) => player.setVolume(percent / 100)}
      />
    </div>
  )
}
