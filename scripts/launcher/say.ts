const startedAt = performance.now()
const isTerminal = process.stdout.isTTY === true
let progressIsOpen = false

/** One calm line, with the seconds since the start. */
export function say(text: string) {
  closeProgress()
  console.log(`${dim(elapsed())} ${text}`)
}

const shown = new Map<string, { done: number; total: number }>()

/** Progress bars that overwrite themselves in a terminal, side by side; elsewhere a line per tenth. */
export function sayProgress(label: string, progress: { done: number; total: number }) {
  const { done, total } = progress
  shown.set(label, progress)
  const share = total ? done / total : 1
  if (isTerminal) {
    const bars = [...shown].map(
      ([name, at]) => `${name} ${bar(at.total ? at.done / at.total : 1)} ${at.done}/${at.total}`,
    )
    process.stdout.write(`\r\x1b[2K${dim(elapsed())} ${bars.join('  ')}`)
    progressIsOpen = true
  } else if (done >= total || Math.floor(share * 10) > Math.floor(((done - 1) / total) * 10)) {
    console.log(`${elapsed()} ${label} ${bar(share)} ${done}/${total}`)
  }
  if ([...shown.values()].every((at) => at.done >= at.total)) closeProgress()
}

function closeProgress() {
  if (progressIsOpen) process.stdout.write('\n')
  progressIsOpen = false
  for (const [label, { done, total }] of shown) if (done >= total) shown.delete(label)
}

const WIDTH = 16
const bar = (share: number) => '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)}s`
const dim = (text: string) => (isTerminal ? `\x1b[2m${text}\x1b[0m` : text)
