import { parseArgs } from 'node:util'
import { compareModels } from './compare-models.ts'
import { COMPARISON_OPTIONS, comparisonArguments } from './comparison-arguments.ts'
import { evaluateAnalyser } from './evaluate-analyser.ts'

const USAGE = `npm run evaluate -- analyser --data DIR[,DIR…] [--model FOLDER] [--json]
npm run evaluate -- models --data DIR[,DIR…] [--only a,b] [--folds 5] [--run-folds 1] [--segments 2] [--epochs 30]
  [--patience 6] [--batch 16] [--seed 1] [--threads N] [--cache .cache] [--print] [--json]`

/** The command line: scores of the shipped analyser, or a comparison of all architectures. */
async function evaluate(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      model: { type: 'string' },
      json: { type: 'boolean', default: false },
      ...COMPARISON_OPTIONS,
    },
  })
  if (!values.data) throw new Error(`--data is missing.\n${USAGE}`)
  const data = values.data.split(',')
  if (positionals[0] === 'analyser') say(await evaluateAnalyser(data, values.model), values)
  else if (positionals[0] === 'models') await compareModels(comparisonArguments(data, values))
  else throw new Error(USAGE)
}

function say(result: Record<string, number>, { json }: { json: boolean }): void {
  if (json) console.log(JSON.stringify(result))
  else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(20)} ${Number(value.toFixed(4))}`)
}

evaluate(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)
