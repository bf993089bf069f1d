#!/usr/bin/env node
// A stand-in for the schema-engine binary that Prisma's CLI would download: the same JSON-RPC over stdio, answered by
// the WebAssembly schema engine from npm over @prisma/adapter-pg. With it `npx prisma …` works without the internet.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import readline from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

const POSTGRES_CHAR_OID = 18
const POSTGRES_TEXT_OID = 25

const args = process.argv.slice(2)
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
if (args.includes('--version')) {
  console.log('schema-engine-wasm')
  process.exit(0)
}
const url = JSON.parse(option('--datasource') ?? '{}').url ?? process.env.DATABASE_URL
if (args.includes('cli')) await runDatabaseCommand(args[args.indexOf('cli') + 1])
await serveRpc(await loadEngine())

/** `cli can-connect-to-database | create-database | drop-database`: exits with the engine's own error codes. */
async function runDatabaseCommand(command) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  try {
    if (command === 'can-connect-to-database') await query(url, 'select 1')
    if (command === 'create-database') await query(maintenance, `create database ${pg.escapeIdentifier(name)}`)
    if (command === 'drop-database')
      await query(maintenance, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
    process.exit(0)
  } catch (error) {
    const code = { '3D000': 'P1003', '28P01': 'P1000' }[error.code] ?? 'P1001'
    const fields = { error_code: code, message: String(error.message), is_panic: false }
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`)
    process.exit(1)
  }
}

async function query(connection, sql) {
  const client = new pg.Client({ connectionString: String(connection) })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function loadEngine() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const packageMain = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) }
  const { instance } = await WebAssembly.instantiate(
    fs.readFileSync(path.join(path.dirname(packageMain), 'schema_engine_bg.wasm')),
    { './schema_engine_bg.js': bindings },
  )
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const models = args.flatMap((arg, i) =>
    arg === '--datamodels' ? [[args[i + 1], fs.readFileSync(args[i + 1], 'utf8')]] : [],
  )
  const log = (message) => process.env.DEBUG && process.stderr.write(`${message}\n`)
  let engine
  return async () =>
    (engine ??= await bindings.SchemaEngine.new(
      { datamodels: models.length ? models : undefined },
      log,
      await adapterFactory(),
    ))
}

async function adapterFactory() {
  // not `connectionString`: pg would let its database win over the shadow database's name
  const config = parseIntoClientConfig(url)
  const factory = new PrismaPg(config)
  // The adapter drops a shadow database while its own pool is still connected to it: close first, drop after.
  factory.connectToShadowDb = async () => {
    const main = await factory.connect()
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
    await main.executeScript(`CREATE DATABASE "${database}"`)
    const shadow = await new PrismaPg({ ...config, database }).connect()
    const close = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await close()
      await main.executeScript(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
      await main.dispose()
    }
    return shadow
  }
  await readCharColumns(config)
  return bindMigrationAwareSqlAdapterFactory(factory)
}

/** Catalogue columns of type "char" are unknown to the adapter; the engine wants them as Character. */
async function readCharColumns(config) {
  const probe = await new PrismaPg(config).connect()
  await probe.dispose()
  let prototype = Object.getPrototypeOf(probe)
  while (!Object.hasOwn(prototype, 'performIO')) prototype = Object.getPrototypeOf(prototype)
  const queryRaw = prototype.queryRaw
  prototype.queryRaw = async function (statement) {
    let isChar = []
    const adapter = Object.create(this)
    adapter.performIO = async (io) => {
      const result = await this.performIO(io)
      isChar = result.fields.map((field) => field.dataTypeID === POSTGRES_CHAR_OID)
      for (const field of result.fields)
        if (field.dataTypeID === POSTGRES_CHAR_OID) field.dataTypeID = POSTGRES_TEXT_OID
      return result
    }
    const result = await queryRaw.call(adapter, statement)
    return {
      ...result,
      columnTypes: result.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type)),
    }
  }
}

async function serveRpc(getEngine) {
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const answer = async ({ id, method, params }) => {
    try {
      if (method === 'createDatabase') return send({ id, result: {} })
      const engine = await getEngine()
      const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params)
      // the binary streams a diff through a `print` call of its own
      if (method === 'diff' && result?.stdout)
        send({ method: 'print', id: 1_000_000 + id, params: { content: result.stdout } })
      send({ id, result: result ?? {} })
    } catch (error) {
      const data = {
        is_panic: false,
        message: error?.message ?? String(error),
        meta: error?.meta ?? null,
        error_code: error?.code,
      }
      send({ id, error: { code: 4466, message: 'An error happened.', data } })
    }
  }
  const pending = new Set()
  const lines = readline.createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const message = line.trim() ? JSON.parse(line) : {}
    if (!message.method) return // the answer to our own `print`
    const done = answer(message).finally(() => pending.delete(done))
    pending.add(done)
  })
  await new Promise((resolve) => lines.on('close', resolve))
  await Promise.allSettled(pending)
  process.exit(0)
}
