import type { IncomingHttpHeaders } from 'node:http'
import { request as send } from 'node:http'
import type { FaultRequest } from './fault-rule.ts'
import { sourceHeader } from './request-source.ts'

/** An answer of the vendor, read to its end. */
export interface VendorAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Headers that belong to one connection, not to the message. */
const hopHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'proxy-connection']

/** Options of {@link askVendor}. */
export interface AskOptions {
  /** Asks for the whole answer even where the client has an earlier one. @default false */
  readonly unconditional?: boolean
}

/**
 * Sends a request on to the vendor. The `Host` header stays, so that links in the answer lead back to the proxy, and
 * compression is declined, so that the answer can be tampered with.
 */
export function askVendor(target: URL, request: FaultRequest, options: AskOptions = {}): Promise<VendorAnswer> {
  const left = [...hopHeaders, 'accept-encoding', 'content-length', sourceHeader]
  if (options.unconditional) left.push('if-none-match', 'if-modified-since')
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !left.includes(name)))
  if (request.body) headers['content-length'] = String(Buffer.byteLength(request.body))
  return new Promise((resolve, reject) => {
    const outgoing = send(
      { hostname: target.hostname, port: target.port, method: request.method, path: request.path, headers },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const kept = Object.entries(answer.headers).filter(([name]) => !hopHeaders.includes(name))
          resolve({ status: answer.statusCode ?? 502, headers: Object.fromEntries(kept), body: Buffer.concat(chunks) })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(request.body)
  })
}
