import type { Clock, SealedStore } from '@opencasb/core'

const prefix = 'connect:'
const keptMs = 3_600_000
const pageSize = 100

/** Whether credentials belong to an attempt to connect rather than to an integration. */
export function isAttempt(ref: string): boolean {
  return ref.startsWith(prefix)
}

/** Destroys the credentials of attempts to connect that nobody completed within the hour. */
export async function eraseOldAttempts(store: SealedStore, clock: Clock): Promise<void> {
  const before = new Date(clock.now() - keptMs).toISOString()
  for (let after = prefix; ; ) {
    const page = await store.list({ after, limit: pageSize })
    const attempts = page.filter(({ ref }) => isAttempt(ref))
    for (const { ref, updatedAt } of attempts) if (updatedAt < before) await store.destroy(ref)
    const last = attempts.at(-1)
    if (!last || attempts.length < pageSize) return
    after = last.ref
  }
}
