import type { Buffer } from 'node:buffer'
import { promisify } from 'node:util'
import { brotliDecompress, brotliDecompressSync, gunzip, gunzipSync, inflate, inflateSync } from 'node:zlib'
import { ProviderError, UnexpectedAnswerError } from '@opencasb/core'

/** The encodings that we can read, as `accept-encoding` tells them. */
export const acceptedEncodings = 'gzip, deflate, br'

/** Below this a worker thread costs more than it saves. */
const smallBytes = 32 * 1024
/** An answer may grow to this whatever it was compressed from. */
const freeBytes = 1024 * 1024

type Options = { readonly maxOutputLength: number }
interface Decoder {
  readonly now: (bytes: Buffer, options: Options) => Buffer
  readonly apart: (bytes: Buffer, options: Options) => Promise<Buffer>
}

const gzip: Decoder = { now: gunzipSync, apart: promisify<Buffer, Options, Buffer>(gunzip) }
const decoders: Readonly<Record<string, Decoder>> = {
  gzip,
  'x-gzip': gzip,
  deflate: { now: inflateSync, apart: promisify<Buffer, Options, Buffer>(inflate) },
  br: { now: brotliDecompressSync, apart: promisify<Buffer, Options, Buffer>(brotliDecompress) },
}

/**
 * Decompresses a body, never to more than `maxBytes`, nor to more than `maxRatio` times what arrived.
 * @throws UnexpectedAnswerError where it would grow larger, or the encoding is unknown; ProviderError where it is cut
 */
export async function decompress(
  bytes: Buffer,
  encoding: string | undefined,
  limits: { readonly maxBytes: number; readonly maxRatio: number },
): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase()
  if (!name || name === 'identity' || bytes.length === 0) return bytes
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined
  if (!decoder) {
    throw new UnexpectedAnswerError('The answer is compressed in a way that was not asked for', { retryable: false })
  }
  const maxOutputLength = Math.min(limits.maxBytes, Math.max(freeBytes, bytes.length * limits.maxRatio))
  try {
    return bytes.length < smallBytes
      ? decoder.now(bytes, { maxOutputLength })
      : await decoder.apart(bytes, { maxOutputLength })
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') {
      const message = `The answer is larger than ${maxOutputLength} bytes once it is decompressed`
      throw new UnexpectedAnswerError(message, { retryable: false })
    }
    throw new ProviderError('The answer is cut: it cannot be decompressed')
  }
}
