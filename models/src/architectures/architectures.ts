import type { Architecture } from './architecture.ts'
import { attentive } from './attentive.ts'
import { cnn } from './cnn.ts'
import { cnn4 } from './cnn-4.ts'
import { cnnBilstm } from './cnn-bilstm.ts'
import { cnnCompact } from './cnn-compact.ts'
import { cnnDeep } from './cnn-deep.ts'
import { cnnLstm } from './cnn-lstm.ts'
import { compact } from './compact.ts'
import { crnn } from './crnn.ts'
import { ensemble, ensembleStacked } from './ensemble.ts'
import { linearSvm, logistic } from './linear-models.ts'
import { resnet18 } from './resnet-18.ts'
import { stats1d } from './stats-1d.ts'

/** Every network that can be trained; `resnet18-W` exists for any width W beside those named here. */
export const ARCHITECTURES: Architecture[] = [
  logistic,
  linearSvm,
  stats1d,
  compact,
  attentive,
  cnnCompact,
  crnn,
  resnet18(16),
  resnet18(),
  cnn4,
  cnnDeep,
  cnn,
  cnnLstm,
  cnnBilstm,
  ensemble,
  ensembleStacked,
]

export const ARCHITECTURE_NAMES = ARCHITECTURES.map(({ name }) => name)

/** @throws Error that lists the names when there is none like it. */
export function architectureByName(name: string): Architecture {
  const width = /^resnet18-(\d+)$/.exec(name)?.[1]
  const architecture =
    ARCHITECTURES.find((candidate) => candidate.name === name) ?? (width ? resnet18(Number(width)) : undefined)
  if (!architecture)
    throw new Error(`There is no architecture “${name}”; choose one of ${ARCHITECTURE_NAMES.join(', ')}.`)
  return architecture
}
