// `npm run account -- make-admin EMAIL`: the way to a first admin where the demo is switched off and sign-up is open.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDb } from '../prisma/client.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [command, email] = process.argv.slice(2)
const roles = { 'make-admin': 'ADMIN', 'make-listener': 'LISTENER' } as const
const role = roles[command as keyof typeof roles]
if (!role || !email) {
  console.log('npm run account -- make-admin EMAIL | make-listener EMAIL')
  process.exit(2)
}
const urlFile = path.join(path.resolve(root, process.env.SEGUE_DATA || '.data'), 'run/database-url')
const databaseUrl = process.env.DATABASE_URL || (existsSync(urlFile) ? readFileSync(urlFile, 'utf8') : undefined)
if (!databaseUrl) {
  console.error('Segue is not running on this data folder: start it first (npm start), or set DATABASE_URL.')
  process.exit(1)
}
const db = createDb(databaseUrl)
const { count } = await db.listener.updateMany({ where: { email }, data: { role } })
await db.$disconnect()
console.log(count ? `${email} is now ${role.toLowerCase()}.` : `There is no account with the address ${email}.`)
process.exit(count ? 0 : 1)
