/** The demo's own accounts. They exist only while the demo data does, and their password is no secret. */
export const DEMO_PASSWORD = 'segue-demo'

export const DEMO_ADMIN = { email: 'admin@demo.segue.local', name: 'Demo admin' }
