import type { Integration, StateStore } from '@opencasb/core'

/** The ids of those that were scanned by `opencasb scan` only: its credentials are never kept, so nobody can scan them here. */
export async function withoutCredentials(
  integrations: readonly Integration[],
  { sealed }: Pick<StateStore, 'sealed'>,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (const { id, credentialRef } of integrations) {
    if (!(await sealed.get(credentialRef))) ids.add(id)
  }
  return ids
}
