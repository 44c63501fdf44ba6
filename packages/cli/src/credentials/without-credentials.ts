import type { Integration, StateStore } from '@opencasb/core'

/** So many are looked up at once: a database across a network takes its time for each. */
const atOnce = 16

/** The ids of those that were scanned by `opencasb scan` only: its credentials are never kept, so nobody can scan them here. */
export async function withoutCredentials(
  integrations: readonly Integration[],
  { sealed }: Pick<StateStore, 'sealed'>,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  const waiting = integrations.values()
  const work = async (): Promise<void> => {
    for (const { id, credentialRef } of waiting) {
      if (!(await sealed.get(credentialRef))) ids.add(id)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return ids
}
