import type { NetworkOptions } from './architecture.ts'
import { denseStack } from './dense-stack.ts'
import { dropOut } from './drop-out.ts'
import { MENDES_DENSE, mendesConvolutions } from './mendes-convolutions.ts'
import type { Graph } from './network-of.ts'
import { momentsOf, recurrentLayer } from './recurrent-layers.ts'

const UNITS = 128

/**
 * Mendes's convolutions as a sequence of 8 moments, two recurrent layers, then the dense layers. Time is the first
 * axis of our images already, so that the paper's Permute has nothing to do. Dropouts .6 and .5 lie before and after
 * the recurrent layers, .5 and .25 between the dense ones.
 */
export function mendesRecurrent(firstDirection: 'forward' | 'both'): Graph {
  return (input, options: NetworkOptions) => {
    const { mode, seed, scope = '' } = options
    const drop = (x: Parameters<typeof dropOut>[0], name: string, rate: number) =>
      dropOut(x, { name: `${scope}${name}`, rate, seed: seed + 50 + rate * 10, mode })
    const moments = momentsOf(mendesConvolutions(input, options), `${scope}moments`)
    const first = recurrentLayer(drop(moments, 'moments_dropout', 0.6), {
      name: `${scope}recurrent1`,
      cell: 'lstm',
      units: UNITS,
      output: 'sequence',
      direction: firstDirection,
      mode,
      seed: seed + 10,
    })
    const second = recurrentLayer(first, {
      name: `${scope}recurrent2`,
      cell: 'lstm',
      units: UNITS,
      output: 'last',
      mode,
      seed: seed + 20,
    })
    return denseStack(drop(second, 'recurrent_dropout', 0.5), MENDES_DENSE, options)
  }
}
