import { findViolations } from '../../test/architecture/find-violations.ts'
import { readHouse } from '../../test/architecture/read-house.ts'
import { type Faults, ROOT } from './run-command.ts'

export async function checkArchitecture(): Promise<Faults> {
  return findViolations(readHouse(ROOT))
    .map(({ path, message }) => `${path}: ${message}`)
    .join('\n')
}
