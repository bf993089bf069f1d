import type { Architecture } from './architecture.ts'
import { attentive } from './attentive.ts'
import { compact } from './compact.ts'

const ARCHITECTURES: Architecture[] = [compact, attentive]

export const ARCHITECTURE_NAMES = ARCHITECTURES.map(({ name }) => name)

/** @throws Error that lists the names when there is none like it. */
export function architectureByName(name: string): Architecture {
  const architecture = ARCHITECTURES.find((candidate) => candidate.name === name)
  if (!architecture)
    throw new Error(`There is no architecture “${name}”; choose one of ${ARCHITECTURE_NAMES.join(', ')}.`)
  return architecture
}
