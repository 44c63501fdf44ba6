import { CredentialError, OpenCasbError, ProviderError } from '@opencasb/core'
import type { KeyContext, KeyProvider, WrappedKey } from './key-provider.ts'
import { lostRemedy } from './key-trouble.ts'
import { keyBytes } from './seal-bytes.ts'

/** A key provider whose errors say to the operator which credentials they concern, and what the provider said. */
export function askProvider(keys: KeyProvider): KeyProvider {
  return {
    async currentKeyId(signal) {
      return guarded('the key provider did not name its key', signal, async () => keys.currentKeyId(signal))
    },
    async wrap(dataKey: Uint8Array, { ref }: KeyContext, signal?: AbortSignal): Promise<WrappedKey> {
      return guarded(`the data key of credentials "${ref}" was not wrapped`, signal, () =>
        keys.wrap(dataKey, { ref }, signal),
      )
    },
    async unwrap(wrapped, { ref, keyId }, signal) {
      const what = `the data key of credentials "${ref}" was not opened`
      const dataKey = await guarded(what, signal, () => keys.unwrap(wrapped, { ref, keyId }, signal)).catch((error) => {
        if (!CredentialError.is(error)) throw error
        throw new CredentialError(`credentials "${ref}": ${error.message}. ${lostRemedy}`, { cause: error })
      })
      if (dataKey.byteLength === keyBytes) return dataKey
      dataKey.fill(0)
      throw new CredentialError(
        `credentials "${ref}": the key "${keyId}" opened a data key of ${dataKey.byteLength} bytes instead of ${keyBytes}. ${lostRemedy}`,
      )
    },
  }
}

async function guarded<T>(what: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (OpenCasbError.is(error)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ProviderError(`${what}: the key provider cannot be used now (${reason}); it is tried again later`, {
      cause: error,
    })
  }
}
