import { hash, verify } from '@node-rs/argon2'
import { InvalidInputError } from './errors.ts'

/** argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const SHORTEST = 8
/** Longer ones would only keep the hash function busy. */
const LONGEST = 256

/** @throws InvalidInputError */
export function checkPassword(password: string): void {
  if (password.length < SHORTEST)
    throw new InvalidInputError(`The password needs at least ${SHORTEST} characters.`, 'password')
  if (password.length > LONGEST)
    throw new InvalidInputError(`The password may have at most ${LONGEST} characters.`, 'password')
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

let hashOfNobody: Promise<string> | undefined

/**
 * Takes as long for an account without a password, or for none at all, as for a wrong password: the time must not tell
 * who has an account here.
 */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  if (password.length > LONGEST) return false
  if (passwordHash) return verify(passwordHash, password)
  hashOfNobody ??= hashPassword('nobody has this password')
  await verify(await hashOfNobody, password)
  return false
}
