import { METRICS, type Metric } from '../../evaluate/distances.ts'
import type { HeldOutScores, Recommended } from '../../evaluate/held-out-scores.ts'
import { confusionChart } from './confusion-chart.ts'
import { type Line, lineChart } from './line-chart.ts'
import { bar, escapeText, percent, table } from './markup.ts'
import { REPORT_STYLE } from './report-style.ts'
import type { TrainingReport } from './training-report.ts'

/** A report as one page that needs no other file. */
export function reportHtml(report: TrainingReport): string {
  const { name, labels, scores, embeddings } = report
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(name)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
${header(report)}
${scores ? tiles(scores) : '<p class="lead">Nothing was held out: there are no scores.</p>'}
${curves(report)}
${scores ? genres(scores, labels) : ''}
${scores ? recommendations(scores, labels) : ''}
${scores && scores.sets.length > 1 ? sets(scores) : ''}
${embeddings ? compositions(embeddings) : ''}
${about(report)}
</main>
</body>
</html>
`
}

function header({ name, architecture, source, parameters, labels, data, heldOut }: TrainingReport): string {
  const tracks = data.reduce((sum, { tracks, isAuxiliary }) => sum + (isAuxiliary ? 0 : tracks), 0)
  return `<header>
<p class="kicker">Training report</p>
<h1>${escapeText(name)}</h1>
<p class="lead">${escapeText(architecture)} (${escapeText(source)}), ${parameters.toLocaleString('en')} parameters, ${tracks} tracks of ${labels.length} genres. ${escapeText(heldOut)}</p>
</header>`
}

function tiles({ track, accuracyInterval, accuracyByVote, segmentAccuracy, recommendations }: HeldOutScores): string {
  const { low, high } = accuracyInterval
  const entries = [
    ['Accuracy per track', percent(track.accuracy), `95 %: ${percent(low)} to ${percent(high)}`],
    ['Per segment', percent(segmentAccuracy), 'of about three seconds'],
    ['By majority vote', percent(accuracyByVote), 'of the segments'],
    ['Macro F1', track.macroF1.toFixed(3), 'mean over genres'],
    ['Log loss', track.logLoss.toFixed(3), 'of the mean softmax'],
    ['Same genre at 10', percent(recommendations.cosine.all.at10), 'by cosine'],
  ]
  const items = entries.map(
    ([label, value, note]) => `<div class="tile"><span>${label}</span><b>${value}</b><small>${note}</small></div>`,
  )
  return `<section class="tiles">${items.join('\n')}</section>`
}

function curves({ curves }: TrainingReport): string {
  if (curves.every(({ history }) => history.length === 0)) return ''
  const lines = (
    pick: (score: (typeof curves)[number]['history'][number]) => number | undefined,
    style: Line['style'],
  ) =>
    curves.map(({ name, history }) => ({
      name,
      style,
      points: history.flatMap((score) => {
        const y = pick(score)
        return y === undefined ? [] : [{ x: score.epoch, y }]
      }),
    }))
  const loss = [
    ...lines(({ trainLoss }) => trainLoss, 'train'),
    ...lines(({ validation }) => validation?.loss, 'validation'),
  ]
  const accuracy = lines(({ validation }) => validation?.accuracy, 'validation')
  return `<section><h2>Learning</h2>
<p class="legend"><i class="train"></i> learnt from, per segment <i class="validation"></i> not learnt from, per track</p>
<div class="charts">
${lineChart(loss, { title: 'Log loss', xLabel: 'epoch', format: (value) => value.toFixed(2) })}
${lineChart(accuracy, { title: 'Accuracy', xLabel: 'epoch', format: (value) => `${(value * 100).toFixed(0)} %` })}
</div></section>`
}

function genres({ track }: HeldOutScores, labels: string[]): string {
  const rows = labels.map((label, i) => {
    const { precision, recall, f1, tracks } = track.perClass[i]
    return [escapeText(label), bar(precision), bar(recall), bar(f1), String(tracks)]
  })
  return `<section><h2>Genres</h2>
${confusionChart(track.confusion, labels)}
${table(['genre', 'precision', 'recall', 'F1', 'tracks'], rows)}</section>`
}

function recommendations({ recommendations }: HeldOutScores, labels: string[]): string {
  const cells = (pick: (metric: Metric) => Recommended | null) =>
    METRICS.flatMap((metric) => {
      const recommended = pick(metric)
      return recommended ? [recommended.at5.toFixed(3), recommended.at10.toFixed(3)] : ['–', '–']
    })
  const rows = labels.map((label, i) => [escapeText(label), ...cells((metric) => recommendations[metric].perGenre[i])])
  const all = ['<b>all</b>', ...cells((metric) => recommendations[metric].all).map((cell) => `<b>${cell}</b>`)]
  const head = ['genre', ...METRICS.flatMap((metric) => [`${metric}, first 5`, 'first 10'])]
  return `<section><h2>Recommendations of the same genre</h2>
<p>Each held-out track is an anchor; its nearest others by the network's features are recommended.</p>
${table(head, [...rows, all])}</section>`
}

function sets({ sets }: HeldOutScores): string {
  const rows = sets.map(({ name, tracks, accuracy, accuracyRestricted }) => {
    return [escapeText(name), String(tracks), percent(accuracy), percent(accuracyRestricted)]
  })
  return `<section><h2>Data sets</h2>
${table(['set', 'held-out tracks', 'accuracy over all labels', 'over the set’s genres'], rows)}</section>`
}

function compositions(embeddings: Record<string, Recommended>): string {
  const rows = Object.entries(embeddings).map(([name, { at5, at10 }]) => [
    escapeText(name),
    at5.toFixed(3),
    at10.toFixed(3),
  ])
  return `<section><h2>Compositions of the embedding</h2>
${table(['blocks and shares', 'same genre at 5', 'at 10'], rows)}</section>`
}

function about({ command, settings, data, leftOut, withoutArtist, backend, curves }: TrainingReport): string {
  const seconds = curves.flatMap(({ history }) => history.map(({ seconds }) => seconds))
  const mean = seconds.reduce((sum, value) => sum + value, 0) / Math.max(1, seconds.length)
  const rows = [
    ...data.map(({ name, tracks, isAuxiliary }) => [
      isAuxiliary ? 'beside them' : 'data',
      `${escapeText(name)}: ${tracks} tracks`,
    ]),
    ['without an artist', `${withoutArtist} tracks, each its own group`],
    ['backend', `${escapeText(backend)}, ${mean.toFixed(1)} s an epoch`],
    ...Object.entries(settings).map(([name, value]) => [escapeText(name), escapeText(String(value))]),
  ]
  const missing = leftOut.map(({ file, reason }) => `<li>${escapeText(file)}: ${escapeText(reason)}</li>`)
  return `<section><h2>How it was made</h2>
<pre>${escapeText(command)}</pre>
${table(['what', 'value'], rows)}
${missing.length > 0 ? `<details><summary>${missing.length} files were left out</summary><ul>${missing.join('')}</ul></details>` : ''}</section>`
}
