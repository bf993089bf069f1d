// `npm run account -- make-admin EMAIL`: the way to another admin.
import { openInstallation } from './launcher/open-installation.ts'

const [command, email] = process.argv.slice(2)
const roles = { 'make-admin': 'ADMIN', 'make-listener': 'LISTENER' } as const
const role = roles[command as keyof typeof roles]
if (!role || !email) {
  console.log('npm run account -- make-admin EMAIL | make-listener EMAIL')
  process.exit(2)
}
const { deps, close } = await openInstallation()
const { count } = await deps.db.listener.updateMany({ where: { email }, data: { role } })
await close()
console.log(count ? `${email} is now ${role.toLowerCase()}.` : `There is no account with the address ${email}.`)
process.exit(count ? 0 : 1)
