import type { Transport } from '@opencasb/core'
import { createNodeTransport } from '../node/create-node-transport.ts'

/** Works with the host's transport, or with one that is closed afterwards. */
export async function withTransport<T>(
  given: Transport | undefined,
  work: (transport: Transport) => Promise<T>,
): Promise<T> {
  const transport = given ?? createNodeTransport()
  try {
    return await work(transport)
  } finally {
    if (!given) await transport.close()
  }
}
