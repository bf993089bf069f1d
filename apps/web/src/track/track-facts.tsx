import type { TrackAnalysis, TrackOnPage } from './track-page-query.ts'

type TrackFactsProps = { track: TrackOnPage; analysis: TrackAnalysis }

/** What was measured; what could not be measured is left out. */
export function TrackFacts({ track, analysis }: TrackFactsProps) {
  const facts = [
    ['Tempo', analysis.tempoBpm && `${Math.round(analysis.tempoBpm)} bpm`],
    ['Key', analysis.musicalKey],
    ['Loudness', analysis.loudnessLufs && `${analysis.loudnessLufs.toFixed(1)} LUFS`],
    ['Tagged as', track.taggedGenre],
    ['Analysed by', analysis.modelVersion],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]))
  return (
    <dl className="mt-7 flex flex-wrap gap-x-10 gap-y-4">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs text-faint">{name}</dt>
          <dd className="mt-0.5 font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
