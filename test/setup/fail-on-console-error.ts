import { afterEach, beforeEach, expect, jest } from '@jest/globals'

// An unexpected console.error is a defect. A test that expects one replaces the spy: jest.spyOn(console, 'error').
let errors: unknown[][] = []
beforeEach(() => {
  errors = []
  jest.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    errors.push(parts)
  })
})
afterEach(() => {
  const unexpected = errors
  jest.restoreAllMocks()
  expect(unexpected).toEqual([])
})
