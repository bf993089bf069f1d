const startedAt = performance.now()
const isTerminal = process.stdout.isTTY === true
let progressIsOpen = false

/** One calm line, with the seconds since the start. */
export function say(text: string) {
  closeProgress()
  console.log(`${dim(elapsed())} ${text}`)
}

const shown = new Map<string, { done: number; total: number }>()

/** Progress bars that overwrite themselves in a terminal, side by side; elsewhere a line now and then. */
export function sayProgress(label: string, progress: { done: number; total: number }) {
  const { done, total } = progress
  shown.set(label, progress)
  if (isTerminal) {
    const bars = [...shown].map(
      ([name, at]) => `${name} ${bar(at.total ? at.done / at.total : 1)} ${at.done}/${at.total}`,
    )
    process.stdout.write(`\r\x1b[2K${dim(elapsed())} ${bars.join('  ')}`)
    progressIsOpen = true
  } else if (performance.now() - (saidAt.get(label) ?? Number.NEGATIVE_INFINITY) > QUIET_MS) {
    saidAt.set(label, performance.now())
    console.log(`${elapsed()} ${label} ${done}/${total}`)
  }
  if ([...shown.values()].every((at) => at.done >= at.total)) closeProgress()
}

function closeProgress() {
  if (progressIsOpen) process.stdout.write('\n')
  progressIsOpen = false
  for (const [label, { done, total }] of shown) if (done >= total) shown.delete(label)
}

const WIDTH = 16
const QUIET_MS = 15_000
const saidAt = new Map<string, number>()
const bar = (share: number) => '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)}s`
const dim = (text: string) => (isTerminal ? `\x1b[2m${text}\x1b[0m` : text)
