import { InvalidInputError } from '../errors.ts'

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]+$/
const LONGEST_EMAIL = 254
const LONGEST_NAME = 80

/** @returns the address as it is stored. @throws InvalidInputError */
export function checkEmail(email: string): string {
  const trimmed = email.trim()
  if (trimmed.length > LONGEST_EMAIL || !EMAIL.test(trimmed))
    throw new InvalidInputError('This is not an e-mail address.', 'email')
  return trimmed
}

/** @returns the name as it is stored. @throws InvalidInputError */
export function checkName(name: string): string {
  const cleaned = name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  if (!cleaned) throw new InvalidInputError('A name is needed.', 'name')
  if (cleaned.length > LONGEST_NAME)
    throw new InvalidInputError(`The name may have at most ${LONGEST_NAME} characters.`, 'name')
  return cleaned
}
