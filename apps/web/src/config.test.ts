import { expect, test } from '@jest/globals'
import { readConfig } from './config.ts'

test('a sign-in provider is offered only when both its id and its secret are set', () => {
  const config = readConfig({ GOOGLE_CLIENT_ID: 'id', GITHUB_ID: 'id', GITHUB_SECRET: 'secret' })
  expect(config.google).toBeUndefined()
  expect(config.github).toEqual({ clientId: 'id', clientSecret: 'secret' })
})

test('the API is looked for on the default port unless told otherwise', () => {
  expect(readConfig({}).apiUrl).toBe('http://127.0.0.1:3000')
  expect(readConfig({ SEGUE_API_URL: 'http://api:4000' }).apiUrl).toBe('http://api:4000')
})
