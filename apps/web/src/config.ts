type Environment = Record<string, string | undefined>

/** What the server side of the web part is told by its environment. */
export type WebConfig = {
  /** Where the server side reaches the API; the browser uses its own origin. */
  apiUrl: string
  /** Signs the session cookie; the API decodes it with the same secret. */
  sessionSecret: string | undefined
  /** Proves to the API that a sign-in was asked for by this server. */
  webSecret: string
  google: OAuthApp | undefined
  github: OAuthApp | undefined
}

export type OAuthApp = { clientId: string; clientSecret: string }

export function readConfig(env: Environment = process.env): WebConfig {
  return {
    apiUrl: env.SEGUE_API_URL ?? 'http://127.0.0.1:3000',
    sessionSecret: env.NEXTAUTH_SECRET,
    webSecret: env.SEGUE_WEB_SECRET ?? '',
    google: oauthApp(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    github: oauthApp(env.GITHUB_ID, env.GITHUB_SECRET),
  }
}

/** A provider is offered only when both of its settings are there. */
function oauthApp(clientId: string | undefined, clientSecret: string | undefined): OAuthApp | undefined {
  return clientId && clientSecret ? { clientId, clientSecret } : undefined
}
