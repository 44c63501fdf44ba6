import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Keeps what one provider issues. Nothing expires: tests end sooner. */
export function memoryAdapter(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>()
  return (name): Adapter => {
    const keyOf = (id: string): string => `${name} ${id}`
    const find = async (id: string): Promise<AdapterPayload | undefined> => kept.get(keyOf(id))
    const findBy = async (has: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> =>
      [...kept].find(([key, payload]) => key.startsWith(`${name} `) && has(payload))?.[1]
    return {
      find,
      findByUid: (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: (code) => findBy((payload) => payload.userCode === code),
      upsert: async (id, payload) => void kept.set(keyOf(id), payload),
      consume: async (id) => {
        const payload = kept.get(keyOf(id))
        if (payload) kept.set(keyOf(id), { ...payload, consumed: Math.floor(Date.now() / 1000) })
      },
      destroy: async (id) => void kept.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}
