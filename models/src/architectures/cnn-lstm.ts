import type { Architecture } from './architecture.ts'
import { MENDES_INPUT, MENDES_SOURCE, MENDES_TRAINING } from './mendes-convolutions.ts'
import { mendesRecurrent } from './mendes-recurrent.ts'
import { networkOf } from './network-of.ts'

export const cnnLstmGraph = mendesRecurrent('forward')

/** Mendes 2020: convolutions, two LSTM layers of 128, dense layers. */
export const cnnLstm: Architecture = {
  name: 'cnn-lstm',
  source: MENDES_SOURCE,
  input: MENDES_INPUT,
  training: MENDES_TRAINING,
  build: networkOf('cnn-lstm', cnnLstmGraph),
}
