import { builder } from './builder.ts'

export const Role = builder.enumType('Role', { values: ['LISTENER', 'ADMIN'] as const })
