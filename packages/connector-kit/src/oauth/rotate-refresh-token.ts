import { type Clock, CredentialError, type CredentialHandle, type Secret, type StoredCredentials } from '@opencasb/core'
import { withGrace } from './with-grace.ts'

/** What a refresh came to. */
export interface Refreshed<T> {
  readonly value: T
  /** Set where the vendor replaced the refresh token. */
  readonly next?: Secret | undefined
}

/** Asks the vendor. The signal ends a moment after the caller's: the vendor may have replaced the token already. */
export type Refresh<T> = (stored: StoredCredentials, signal: AbortSignal) => Promise<Refreshed<T>>

/** How often a token that was replaced is stored, and what is waited in between; milliseconds. */
const waitsMs = [250, 1_000, 4_000]

/**
 * Uses a refresh token that may rotate: read, used and replaced while nobody else does, in any process, so that two
 * workers never use the same one. The new token is stored before anybody uses what it came with. Only a process that
 * dies between the vendor's answer and that loses the grant.
 * @param field under which secret the refresh token is kept
 * @throws what `refresh` throws; what the store throws where it does not take the new token after several attempts
 */
export function rotateRefreshToken<T>(
  credentials: CredentialHandle,
  refresh: Refresh<T>,
  { clock, signal, field = 'refreshToken' }: { clock: Clock; signal: AbortSignal; field?: string },
): Promise<T> {
  return credentials.exclusive(async () => {
    const { stored, version, refreshed } = await refreshLatest(credentials, refresh, signal)
    const { value, next } = refreshed
    if (next !== undefined && next.reveal() !== stored.secrets[field]?.reveal()) {
      const renewed = { ...stored, secrets: { ...stored.secrets, [field]: next } }
      // Not with the caller's signal: the vendor has ended the old token already.
      await persist(() => credentials.replace(renewed, version), clock)
    }
    return value
  }, signal)
}

/** Refreshes with what is stored; where that is refused and something else is stored by then, with that. */
async function refreshLatest<T>(
  credentials: CredentialHandle,
  refresh: Refresh<T>,
  signal: AbortSignal,
): Promise<{ readonly stored: StoredCredentials; readonly version: string; readonly refreshed: Refreshed<T> }> {
  let { credentials: stored, version } = await credentials.read(signal)
  try {
    return { stored, version, refreshed: await withGrace(signal, (late) => refresh(stored, late)) }
  } catch (error) {
    if (!CredentialError.is(error)) throw error
    const used = version
    ;({ credentials: stored, version } = await credentials.read(signal))
    // Somebody connected again, or a worker that had lost its turn was faster.
    if (version === used) throw error
  }
  return { stored, version, refreshed: await withGrace(signal, (late) => refresh(stored, late)) }
}

/** Where the version has moved on, somebody connected again meanwhile: theirs stands. */
async function persist(replace: () => Promise<boolean>, clock: Clock): Promise<void> {
  for (const waitMs of waitsMs) {
    try {
      await replace()
      return
    } catch {
      await clock.sleep(waitMs)
    }
  }
  await replace()
}
