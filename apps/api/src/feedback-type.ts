import { builder } from './builder.ts'

export const FeedbackType = builder.enumType('FeedbackType', {
  values: ['PLAY', 'SKIP', 'LIKE', 'UNLIKE', 'DISLIKE', 'UNDISLIKE', 'RATE', 'UNRATE', 'UNDO'] as const,
})
