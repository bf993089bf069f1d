import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import ts from 'typescript'

export interface ModuleServer {
  url: string
  close(): Promise<void>
}

/** An empty page at `/`, and a folder's TypeScript files as modules whose imports a browser follows by itself. */
export async function serveModules(folder: string): Promise<ModuleServer> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname
    if (name === '/') {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><title>modules</title>')
      return
    }
    try {
      const source = readFileSync(path.join(folder, path.posix.normalize(name)), 'utf8')
      response.setHeader('content-type', 'text/javascript')
      response.end(withoutTypes(source))
    } catch {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function withoutTypes(source: string): string {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true }
  return ts.transpileModule(source, { compilerOptions: options }).outputText
}
