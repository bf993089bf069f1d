import { architectureByName } from '../src/architectures/architectures.ts'
import { inputShape } from '../src/architectures/input-shape.ts'
import { SOUND_PLAN } from './sound-plan.ts'

/** How many numbers a network has as it is written to disk, its norms folded into the convolutions. */
export function parameterCount(name: string, classes: number): number {
  const architecture = architectureByName(name)
  const shape = inputShape(architecture, SOUND_PLAN)
  const network = architecture.build({ ...shape, classes, seed: 1, mode: 'inference' })
  const count = network.countParams()
  network.dispose()
  return count
}
