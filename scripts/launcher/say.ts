const startedAt = performance.now()
const isTerminal = process.stdout.isTTY === true
let progressIsOpen = false

/** One calm line, with the seconds since the start. */
export function say(text: string) {
  closeProgress()
  console.log(`${dim(elapsed())} ${text}`)
}

/** A progress bar that overwrites itself in a terminal; elsewhere a line per tenth. */
export function sayProgress(label: string, { done, total }: { done: number; total: number }) {
  const share = total ? done / total : 1
  const text = `${label} ${bar(share)} ${done}/${total}`
  if (isTerminal) {
    process.stdout.write(`\r\x1b[2K${dim(elapsed())} ${text}`)
    progressIsOpen = done < total
    if (!progressIsOpen) process.stdout.write('\n')
  } else if (done === total || Math.floor(share * 10) > Math.floor(((done - 1) / total) * 10)) {
    console.log(`${elapsed()} ${text}`)
  }
}

function closeProgress() {
  if (progressIsOpen) process.stdout.write('\n')
  progressIsOpen = false
}

const WIDTH = 24
const bar = (share: number) => '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)}s`
const dim = (text: string) => (isTerminal ? `\x1b[2m${text}\x1b[0m` : text)
