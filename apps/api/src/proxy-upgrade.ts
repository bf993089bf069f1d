import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'

/** Hands a WebSocket to the web part (Next.js reloads pages through one while developing). */
export function proxyUpgrade({ request, socket, head, webUrl }: Upgrade & { webUrl: string }): void {
  const target = new URL(webUrl)
  const client = target.protocol === 'https:' ? https : http
  const upstream = client.request({
    host: target.hostname,
    port: target.port,
    path: request.url,
    headers: request.headers,
  })
  upstream.on('upgrade', (response, upstreamSocket, upstreamHead) => {
    socket.write(responseHead(response))
    if (upstreamHead.length > 0) socket.write(upstreamHead)
    if (head.length > 0) upstreamSocket.write(head)
    join(socket, upstreamSocket)
  })
  upstream.on('response', (response) => {
    socket.write(responseHead(response))
    response.pipe(socket)
  })
  upstream.on('error', () => refuseUpgrade(socket, '503 Service Unavailable'))
  socket.on('error', () => upstream.destroy())
  upstream.end()
}

export interface Upgrade {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
}

export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The status line and headers, as they came. */
function responseHead({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`]
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}

function join(a: Duplex, b: Duplex) {
  a.pipe(b)
  b.pipe(a)
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
}
