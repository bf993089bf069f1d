import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The part of S3 that Segue speaks, in memory: objects, ranges, multipart uploads. For tests only. */
export async function startS3Fake() {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://s3')
    const uploadId = url.searchParams.get('uploadId') ?? ''
    const body = await bodyOf(request)
    const etag = { etag: `"${createHash('md5').update(body).digest('hex')}"` }
    if (request.method === 'PUT' && uploadId) {
      uploads.get(uploadId)!.set(Number(url.searchParams.get('partNumber')), body)
      response.writeHead(200, etag).end()
    } else if (request.method === 'PUT') {
      objects.set(url.pathname, body)
      response.writeHead(200, etag).end()
    } else if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const id = randomUUID()
      uploads.set(id, new Map())
      xml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    } else if (request.method === 'POST') {
      const parts = [...uploads.get(uploadId)!].sort(([a], [b]) => a - b).map(([, part]) => part)
      objects.set(url.pathname, Buffer.concat(parts))
      uploads.delete(uploadId)
      xml(response, '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>')
    } else if (request.method === 'DELETE') {
      if (uploadId) uploads.delete(uploadId)
      else objects.delete(url.pathname)
      response.writeHead(204).end()
    } else sendObject(request, response, objects.get(url.pathname))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    openUploads: () => uploads.size,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}

async function bodyOf(request: IncomingMessage) {
  const pieces: Buffer[] = []
  // an upload that its client gave up ends here with an error; what came of it does not matter
  try {
    for await (const piece of request) pieces.push(piece)
  } catch {
    return Buffer.alloc(0)
  }
  return Buffer.concat(pieces)
}

function sendObject(request: IncomingMessage, response: ServerResponse, object: Buffer | undefined) {
  if (!object) {
    const body = request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>'
    response.writeHead(404, { 'content-type': 'application/xml' }).end(body)
    return
  }
  const [, start, end] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
  const bytes = start ? object.subarray(Number(start), Number(end) + 1) : object
  const range = start ? { 'content-range': `bytes ${start}-${end}/${object.length}` } : {}
  response.writeHead(start ? 206 : 200, { 'content-length': bytes.length, ...range })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

function xml(response: ServerResponse, body: string) {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${body}`)
}
