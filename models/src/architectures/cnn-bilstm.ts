import type { Architecture } from './architecture.ts'
import { MENDES_INPUT, MENDES_SOURCE, MENDES_TRAINING } from './mendes-convolutions.ts'
import { mendesRecurrent } from './mendes-recurrent.ts'
import { networkOf } from './network-of.ts'

export const cnnBilstmGraph = mendesRecurrent('both')

/** Mendes 2020: convolutions, a bidirectional LSTM layer of 128 each way, a plain one, dense layers. */
export const cnnBilstm: Architecture = {
  name: 'cnn-bilstm',
  source: MENDES_SOURCE,
  input: MENDES_INPUT,
  training: MENDES_TRAINING,
  build: networkOf('cnn-bilstm', cnnBilstmGraph),
}
