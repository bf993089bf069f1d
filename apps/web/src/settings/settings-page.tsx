'use client'

import { useMutation, useQuery } from '@apollo/client/react'
import Link from 'next/link'
import { VarietyControl } from '@/feed/variety-control.tsx'
import { similarityChoices } from '@/track/similarity-choices.ts'
import { TrackListSkeleton } from '@/track/track-list-skeleton.tsx'
import { buttonStyle } from '@/ui/button.tsx'
import { ChoiceGroup } from '@/ui/choice-group.tsx'
import { LoadFailure } from '@/ui/load-failure.tsx'
import { PageTitle } from '@/ui/page-title.tsx'
import { AccessTokens } from './access-tokens.tsx'
import { BlockedArtists } from './blocked-artists.tsx'
import { SettingRow } from './setting-row.tsx'
import { MySettings, UpdateSettings } from './settings-queries.ts'
import { SwitchControl } from './switch-control.tsx'

export function SettingsPage() {
  const { data, error, refetch } = useQuery(MySettings)
  const [update] = useMutation(UpdateSettings)
  if (!data?.me) {
    return error ? <LoadFailure what="Your settings" onRetry={() => refetch()} /> : <TrackListSkeleton rows={6} />
  }
  const { settings } = data.me
  return (
    <div className="mx-auto max-w-3xl">
      <PageTitle>Settings</PageTitle>
      <SettingRow title="Variety" text="How far your feed may wander from what you like most.">
        <VarietyControl />
      </SettingRow>
      <SettingRow title="Similarity" text="How the sound of two tracks is compared, in your feed and on track pages.">
        <ChoiceGroup
          label="Similarity"
          value={settings.similarityMetric}
          choices={similarityChoices}
          onChange={(similarityMetric) => update({ variables: { settings: { similarityMetric } } })}
        />
      </SettingRow>
      <SettingRow title="Private session" text="While this is on, nothing that you play or say shapes your taste.">
        <SwitchControl
          label="Private session"
          isOn={settings.privateSession}
          onChange={(privateSession) => update({ variables: { settings: { privateSession } } })}
        />
      </SettingRow>
      <SettingRow title="What you picked" text={pickedText(settings)}>
        <Link href="/welcome" className={buttonStyle()}>
          Pick again
        </Link>
      </SettingRow>
      <BlockedArtists />
      <AccessTokens />
    </div>
  )
}

function pickedText(settings: { pickedGenres: string[]; pickedArtists: { name: string }[] }) {
  const picked = [...settings.pickedGenres, ...settings.pickedArtists.map(({ name }) => name)]
  return picked.length > 0 ? `${picked.join(', ')}.` : 'Nothing yet. Picks give your feed a first direction.'
}
