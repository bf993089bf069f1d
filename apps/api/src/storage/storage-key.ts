import { InvalidInputError } from '../errors.ts'

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/**
 * A key as it may be joined to a folder: relative, without dot segments, from a small alphabet.
 * @throws InvalidInputError
 */
export function checkedKey(key: string): string {
  const isSafe = key.length <= 512 && key.split('/').every((segment) => SEGMENT.test(segment))
  if (!isSafe) throw new InvalidInputError(`"${key.slice(0, 80)}" is no storage key.`)
  return key
}
