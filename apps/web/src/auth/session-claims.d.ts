import type { DefaultSession } from 'next-auth'

type Claims = {
  /** LISTENER or ADMIN, as the API said at sign-in. */
  role: 'LISTENER' | 'ADMIN'
  /** Raised by the API when every session of the listener ends, for example after a new password. */
  epoch: number
}

declare module 'next-auth' {
  interface User extends Claims {
    id: string
  }
  interface Session {
    listener: { id: string; name: string; email: string; role: Claims['role'] }
    user?: DefaultSession['user']
  }
}

declare module 'next-auth/jwt' {
  interface JWT extends Claims {
    sub: string
  }
}
