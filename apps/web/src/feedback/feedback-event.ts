import type { VariablesOf } from 'gql.tada'
import type { RecordFeedback } from './record-feedback-mutation.ts'

/** One signal of the listener, as the API takes it. */
export type FeedbackEvent = VariablesOf<typeof RecordFeedback>['events'][number]

export type FeedbackType = FeedbackEvent['type']

export type FeedbackContext = NonNullable<FeedbackEvent['context']>

/** Where a track was met, so that the API knows what a skip or a like there means. */
export type Encounter = { context: FeedbackContext; impressionId?: string }
