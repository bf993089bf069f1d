import { expect, test } from '@jest/globals'
import { sessionCookie } from './session-cookie.ts'

test('the session is found under its plain and its secure name', () => {
  expect(sessionCookie({ cookie: 'theme=dark; next-auth.session-token=abc' })).toBe('abc')
  expect(sessionCookie({ cookie: '__Secure-next-auth.session-token=abc' })).toBe('abc')
})

test('a long session comes in numbered pieces, in any order', () => {
  expect(
    sessionCookie({
      cookie: 'next-auth.session-token.1=def; next-auth.session-token.0=abc; next-auth.session-token.2=ghi',
    }),
  ).toBe('abcdefghi')
})

test('other cookies are no session', () => {
  expect(sessionCookie({})).toBeUndefined()
  expect(sessionCookie({ cookie: 'next-auth.csrf-token=abc; x-next-auth.session-token=abc' })).toBeUndefined()
})
