import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { checkStreamToken, createStreamToken } from './stream-token.ts'

const secret = 'a secret of at least thirty-two characters'
const nowMs = Date.UTC(2026, 0, 1)
const grant = { trackId: randomUUID(), listenerId: randomUUID(), expiresAtMs: nowMs + 60_000 }
const token = createStreamToken(grant, secret)
const question = { trackId: grant.trackId, nowMs, secret }

test('a token opens its track until it expires', () => {
  expect(checkStreamToken(token, question)).toBe('valid')
  expect(checkStreamToken(token, { ...question, nowMs: grant.expiresAtMs - 1 })).toBe('valid')
  expect(checkStreamToken(token, { ...question, nowMs: grant.expiresAtMs })).toBe('expired')
})

test('a token opens no other track, and none of another server', () => {
  expect(checkStreamToken(token, { ...question, trackId: randomUUID() })).toBe('forged')
  expect(checkStreamToken(token, { ...question, secret: `${secret}!` })).toBe('forged')
})

test('a token of which any character was changed is worth nothing', () => {
  for (let place = 0; place < token.length - 1; place++) {
    const other = token[place] === 'a' ? 'b' : 'a'
    const changed = token.slice(0, place) + other + token.slice(place + 1)
    expect(checkStreamToken(changed, question)).toBe('forged')
  }
})

test.each(['', '.', '..', 'a.b.c', token.slice(1), token.slice(0, -1), `${token}a`, `${token}.`, 'x'.repeat(100_000)])(
  'what is no token is worth nothing (%#)',
  (text) => expect(checkStreamToken(text, question)).toBe('forged'),
)

test('the track’s id may be written in capitals', () => {
  expect(checkStreamToken(token, { ...question, trackId: grant.trackId.toUpperCase() })).toBe('valid')
})

test('a token tells nothing of the secret and needs no escaping in an address', () => {
  expect(token).toMatch(/^[\w.-]+$/)
  expect(encodeURIComponent(token)).toBe(token)
})
