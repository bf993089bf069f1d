import { builder } from './builder.ts'

export const FeedbackContext = builder.enumType('FeedbackContext', {
  values: ['FEED', 'SEARCH', 'RADIO', 'PLAYLIST', 'ALBUM', 'OTHER'] as const,
})
