import { InvalidInputError, NotFoundError } from './errors.ts'

export type NodeType = 'Listener' | 'Artist' | 'Album' | 'Track' | 'Playlist' | 'PlaylistItem' | 'AccessToken'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(value: string): boolean {
  return UUID.test(value)
}

/** The id by which clients know a row: Relay's base64 of `Type:uuid`. */
export function globalId(type: NodeType, uuid: string): string {
  return Buffer.from(`${type}:${uuid}`).toString('base64')
}

/**
 * @returns the UUID in a global id of that type
 * @throws NotFoundError when it is none: such a thing cannot exist
 */
export function uuidOf(type: NodeType, id: string): string {
  const uuid = findUuid(type, id)
  if (!uuid) throw new NotFoundError(`The ${inWords(type)} “${id.slice(0, 80)}”`)
  return uuid
}

/** @returns the UUID in a global id of that type; nothing for another type's id or what is no id at all */
export function findUuid(type: NodeType, id: string): string | undefined {
  const [typeName, uuid] = Buffer.from(id, 'base64').toString('utf8').split(':')
  return typeName === type && uuid && isUuid(uuid) ? uuid.toLowerCase() : undefined
}

const NODE_TYPES: readonly NodeType[] = ['Listener', 'Artist', 'Album', 'Track', 'Playlist']

/**
 * For `node(id)`, which takes the id of any node.
 * @throws InvalidInputError
 */
export function parseNodeId(id: string): { typename: NodeType; id: string } {
  for (const typename of NODE_TYPES) {
    const uuid = findUuid(typename, id)
    if (uuid) return { typename, id: uuid }
  }
  throw new InvalidInputError('This is not an id of this server.', 'id')
}

function inWords(type: NodeType) {
  return type.replace(/(?<=.)[A-Z]/g, ' $&').toLowerCase()
}

/** The nil UUID: no row has it. */
export const NO_UUID = '00000000-0000-0000-0000-000000000000'

/** For look-ups by what a client sent: what is no UUID finds nothing instead of failing in the database. */
export function uuidOrNothing(id: string): string {
  return isUuid(id) ? id : NO_UUID
}
