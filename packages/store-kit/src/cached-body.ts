import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** Shorter bodies are not worth compressing. */
const worthCompressing = 1_024
/** The fastest: lists of similar objects shrink to a thirtieth even so. */
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
const plain = 0
const zstd = 1

/** A body as it is kept: a byte that tells whether what follows is compressed, then UTF-8. */
export function toStoredBody(body: string): Uint8Array {
  const isShort = body.length < worthCompressing
  // JSON says what UTF-8 cannot: half a surrogate pair.
  const bytes = Buffer.from(body.isWellFormed() ? `=${body}` : JSON.stringify(body))
  return isShort
    ? Buffer.from([plain, ...bytes])
    : Buffer.concat([Buffer.from([zstd]), zstdCompressSync(bytes, compression)])
}

/** The body that {@link toStoredBody} was given. */
export function fromStoredBody(stored: Uint8Array): string {
  const bytes = stored.subarray(1)
  const text = Buffer.from(stored[0] === zstd ? zstdDecompressSync(bytes) : bytes).toString()
  return text.startsWith('=') ? text.slice(1) : JSON.parse(text)
}
