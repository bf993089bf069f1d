'use client'

import { useMutation, useQuery, useSubscription } from '@apollo/client/react'
import { History, Pin } from 'lucide-react'
import { useEffect } from 'react'
import { useToast } from '@/toast/toast-context.tsx'
import { Button } from '@/ui/button.tsx'
import { ProgressLine } from '@/ui/progress-line.tsx'
import { CatalogueStatus } from './admin-queries.ts'
import { ReleaseTasteModel, RollBackTasteModel, TasteModels, TrainingProgress } from './taste-model-queries.ts'

/** The versions that are kept, with how well each foretold what came next, to go back to one and to let go of it again. */
export function TasteModelVersions({ liveVersion }: { liveVersion?: number }) {
  const { data, refetch } = useQuery(TasteModels)
  const { data: training } = useSubscription(TrainingProgress)
  const after = { refetchQueries: [TasteModels, CatalogueStatus] }
  const [rollBack, { loading: isGoingBack }] = useMutation(RollBackTasteModel, after)
  const [release, { loading: isReleasing }] = useMutation(ReleaseTasteModel, after)
  const show = useToast()
  const percent = training?.trainingProgress.percent
  const isTraining = percent !== undefined && percent < 95
  // biome-ignore lint/correctness/useExhaustiveDependencies: another live version or a finished training means another list
  useEffect(() => void refetch().catch(() => undefined), [liveVersion, isTraining, refetch])

  const versions = data?.tasteModels ?? []
  const pinned = versions.find(({ isPinned }) => isPinned)

  async function goBack(version: number) {
    const answer = await rollBack({ variables: { version } }).catch(() => undefined)
    const outcome = answer?.data?.rollBackTasteModel
    if (outcome?.__typename === 'RollBackTasteModelPayload') show({ text: `Version ${version} is live` })
    else show({ text: outcome?.message ?? 'Segue does not answer. Please try again.' })
  }

  return (
    <>
      {isTraining && (
        <div className="mt-4" role="status">
          <p className="mb-2 text-sm text-soft">A new version is being trained: {percent} %</p>
          <ProgressLine label="Training" value={percent} max={100} />
        </div>
      )}
      {pinned && (
        <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-2xl border border-line bg-panel/70 px-5 py-4">
          <p className="min-w-0 flex-1 basis-64 text-sm text-soft">
            Version {pinned.version} stays live because it was gone back to. Newer versions wait.
          </p>
          <Button className="px-4 py-1.5" disabled={isReleasing} onClick={() => release().catch(() => undefined)}>
            <Pin className="size-3.5" aria-hidden="true" /> Follow new versions again
          </Button>
        </div>
      )}
      <ul className="mt-4 flex flex-col">
        {versions.map((model) => (
          <li key={model.version} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">
                Version {model.version}
                {model.isLive && <Mark>live</Mark>}
                {!model.holds && <Mark>did worse than the one before</Mark>}
              </p>
              <p className="text-sm text-soft tabular-nums">
                {dateOf(model.trainedAt)} · {sizeOf(model.sizeBytes)} · {scoreOf(model)}
              </p>
            </div>
            {!model.isLive && (
              <Button
                className="px-4 py-1.5"
                aria-label={`Go back to version ${model.version}`}
                disabled={isGoingBack}
                onClick={() => goBack(model.version)}
              >
                <History className="size-3.5" aria-hidden="true" /> Go back to it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Mark({ children }: { children: string }) {
  return <span className="ml-3 rounded-full bg-paper/8 px-2.5 py-0.5 text-xs font-normal text-soft">{children}</span>
}

const dateOf = (date: string) => new Date(date).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

const sizeOf = (bytes: number) => `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`

/** Nobody may have met anything new since the version before. */
const scoreOf = ({ ndcg, judges }: { ndcg: number; judges: number }) =>
  judges === 0 ? 'not judged yet' : `NDCG@20 ${ndcg.toFixed(3)}, judged by ${judges} listeners`
