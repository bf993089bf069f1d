'use client'

import { useApolloClient } from '@apollo/client/react'
import type { VariablesOf } from 'gql.tada'
import { useToast } from '@/toast/toast-context.tsx'
import { usePlayer } from './player-context.tsx'
import { stationEntry } from './queue-entry.ts'
import { Radio } from './radio-query.ts'

/** Plays on from a track, an artist, a genre or a playlist, without an end. */
export function useRadio() {
  const client = useApolloClient()
  const player = usePlayer()
  const show = useToast()
  return async function startRadio(seed: VariablesOf<typeof Radio>, name: string) {
    const answer = await client.query({ query: Radio, variables: seed, fetchPolicy: 'no-cache' }).catch(() => undefined)
    const items = answer?.data?.radio ?? []
    if (items.length === 0) return show({ text: `There is no radio from ${name} yet` })
    const entries = items.map(({ track, impressionId }) => stationEntry(track, impressionId))
    player.playStation({ seed, name }, entries)
    show({ text: `Radio from ${name}` })
  }
}
