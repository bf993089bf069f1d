import { builder } from './builder.ts'

/** Derived from the rows: an analysis is there, a failure is there, or neither. */
export type AnalysisStateValue = 'PENDING' | 'DONE' | 'FAILED'

export const AnalysisState = builder.enumType('AnalysisState', { values: ['PENDING', 'DONE', 'FAILED'] as const })
