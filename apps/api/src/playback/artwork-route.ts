import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'

export async function registerArtworkRoute(_fastify: FastifyInstance, _deps: Deps): Promise<void> {}
