import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress, gzipSync } from 'node:zlib'
import type { StrangeBodyFault } from './fault.ts'

const mebibyte = 2 ** 20
const spaces = Buffer.alloc(mebibyte, ' ')

/** Answers 200 with a body that is none. */
export async function sendStrangeBody(fault: StrangeBodyFault, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case 'html':
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><title>Sign in</title><p>Your session has ended.')
      return
    case 'empty-body':
      response.setHeader('content-type', 'application/json')
      response.end()
      return
    case 'null-body':
      response.setHeader('content-type', 'application/json')
      response.end('null')
      return
    case 'deep-nesting': {
      const levels = fault.levels ?? 100_000
      response.setHeader('content-type', 'application/json')
      response.end('['.repeat(levels) + ']'.repeat(levels))
      return
    }
    case 'huge-body':
      response.setHeader('content-type', 'application/json')
      await writeMany(response, spaces, Math.ceil((fault.bytes ?? 64 * mebibyte) / mebibyte))
      return
    case 'compression-bomb':
      await sendBomb(fault, response)
  }
}

async function sendBomb(fault: StrangeBodyFault, response: ServerResponse): Promise<void> {
  const pieces = Math.ceil((fault.bytes ?? 1024 * mebibyte) / mebibyte)
  response.setHeader('content-type', 'application/json')
  response.setHeader('content-encoding', fault.encoding ?? 'gzip')
  if (fault.encoding === 'br') {
    const brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
    await pipeline(repeated(spaces, pieces), brotli, response).catch(hungUp)
  } else {
    // Gzip files may be joined, so one compressed piece serves for all.
    await writeMany(response, gzipSync(spaces, { level: 9 }), pieces)
  }
}

/** Writes as fast as the client reads, and stops when it hangs up. */
async function writeMany(response: ServerResponse, piece: Buffer, times: number): Promise<void> {
  await pipeline(repeated(piece, times), response).catch(hungUp)
}

function repeated(piece: Buffer, times: number): Readable {
  return Readable.from(
    (function* () {
      for (let turn = 0; turn < times; turn += 1) yield piece
    })(),
  )
}

/** A client that has had enough is what these faults are for. */
function hungUp(): void {}
