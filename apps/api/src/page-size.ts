import { InvalidInputError } from './errors.ts'

const MOST_PER_PAGE = 100

/** @returns `first`, or what is usual. @throws InvalidInputError outside of 1–100 */
export function pageSize(first: number | null | undefined, usual: number): number {
  const size = first ?? usual
  if (size < 1 || size > MOST_PER_PAGE)
    throw new InvalidInputError(`first lies between 1 and ${MOST_PER_PAGE}.`, 'first')
  return size
}
