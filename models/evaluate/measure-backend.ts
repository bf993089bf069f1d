import { ARCHITECTURES } from '../src/architectures/architectures.ts'
import { selectBackend } from '../src/backend/select-backend.ts'
import { inferenceSpeed } from './inference-speed.ts'
import { trainingSpeed } from './training-speed.ts'

const CLASSES = 10

/**
 * Prints a line of JSON for each architecture that is named, or for all: its speed on the backend that the environment
 * forces. A process of its own, since each can hold only one backend. A last line where the backend does not work.
 */
async function measureBackend(names: string[]): Promise<void> {
  const { name: backend } = await selectBackend()
  const chosen = ARCHITECTURES.filter(({ name }) => names.length === 0 || names.includes(name))
  for (const architecture of chosen) {
    const { name: network, members, training } = architecture
    const { parameters, samplesPerSecond } = await inferenceSpeed(network, CLASSES)
    const byGradient = !members && training.solver === 'adam'
    const trainingMs = byGradient ? await trainingSpeed(architecture, CLASSES) : null
    console.log(JSON.stringify({ backend, network, parameters, inferenceMs: 1000 / samplesPerSecond, trainingMs }))
  }
}

measureBackend(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    console.log(JSON.stringify({ refused: error.message }))
    process.exit(0)
  },
)
