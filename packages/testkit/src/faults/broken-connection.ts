import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionFault } from './fault.ts'
import type { VendorAnswer } from './vendor-answer.ts'

/** Sends a whole answer in order. */
export function sendAnswer(answer: VendorAnswer, response: ServerResponse): void {
  // A 304 has no body, and a length would be taken for that of the stored one.
  const length = answer.status === 304 || answer.status === 204 ? {} : { 'content-length': answer.body.length }
  const { 'content-length': _length, ...headers } = answer.headers
  response.writeHead(answer.status, { ...headers, ...length })
  response.end(answer.body)
}

/** Sends an answer so that it never arrives whole. */
export async function sendBroken(
  kind: Exclude<ConnectionFault['kind'], 'hang' | 'reset-before-headers'>,
  answer: VendorAnswer,
  response: ServerResponse,
): Promise<void> {
  const { 'content-length': _length, ...headers } = answer.headers
  const half = answer.body.subarray(0, Math.ceil(answer.body.length / 2))
  const socket = response.socket
  switch (kind) {
    case 'reset-mid-body':
      response.writeHead(answer.status, { ...headers, 'content-length': answer.body.length })
      response.write(half)
      await delay(5)
      socket?.resetAndDestroy()
      return
    case 'cut-body':
      response.writeHead(answer.status, { ...headers, 'content-length': answer.body.length + 1 })
      response.write(answer.body)
      await delay(5)
      socket?.end()
      return
    case 'cut-chunks':
      response.writeHead(answer.status, { ...headers, 'transfer-encoding': 'chunked' })
      response.write(half)
      await delay(5)
      socket?.end()
      return
    case 'long-body': {
      const head = Object.entries({ ...headers, 'content-length': half.length })
        .map(([name, value]) => `${name}: ${String(value)}\r\n`)
        .join('')
      socket?.write(`HTTP/1.1 ${answer.status} OK\r\n${head}\r\n`)
      socket?.write(answer.body)
      await delay(5)
      socket?.end()
    }
  }
}

/** Sends the body drop by drop until it is sent or the client hangs up. */
export async function sendSlowly(
  bytesPerSecond: number,
  answer: VendorAnswer,
  response: ServerResponse,
): Promise<void> {
  const { 'content-length': _length, ...headers } = answer.headers
  response.writeHead(answer.status, { ...headers, 'content-length': answer.body.length })
  response.flushHeaders()
  // Below a drop per second the pieces get no smaller, only rarer.
  const piece = Math.max(1, Math.round(bytesPerSecond / 10))
  for (let sent = 0; sent < answer.body.length && !response.destroyed; sent += piece) {
    response.write(answer.body.subarray(sent, sent + piece))
    await delay((1000 * piece) / bytesPerSecond, undefined, { ref: false })
  }
  response.end()
}
