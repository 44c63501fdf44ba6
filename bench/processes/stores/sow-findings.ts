import { createScanner, type StateStore } from '@opencasb/core'
import { createToyConnector } from '../toy-connector.ts'
import { toyCredentials, toyIntegration } from '../toy-integration.ts'

const workspaces = 20
const rules = 40

/** The integration that listings of one integration are of. */
export const oneIntegration = 'workspace-7'

/** What {@link sowFindings} leaves behind: a finding of each check in each integration. */
export const sownFindings = workspaces * rules

/** Scans twenty small tenants, for findings of all checks and integrations that others are copied from. */
export async function sowFindings(state: StateStore): Promise<void> {
  const connectors = [createToyConnector({ failing: Array.from({ length: rules }, () => 1) })]
  const scanner = createScanner({ connectors, credentials: toyCredentials, state, inventory: [] })
  for (let place = 0; place < workspaces; place++) {
    const id = `workspace-${place}`
    await state.integrations.put(toyIntegration(id, 1))
    const { changes, error } = await scanner.scan(id)
    if (changes.opened === rules) continue
    throw new Error(`${id} has ${changes.opened} findings instead of ${rules}: ${error?.message}`)
  }
}

/**
 * What is different in the copies, in the words of a database; `i` counts them. Two hundred share the time at which they
 * were first seen, as those of a page do, and of a hundred 55 are open, 5 reopened and 30 resolved.
 */
export function copiedValues(words: {
  readonly fingerprint: string
  timeOf(seconds: string): string
}): Readonly<Record<string, string>> {
  return {
    fingerprint: words.fingerprint,
    item: `'document-' || i`,
    asset_id: `'document-' || i`,
    asset_name: `'Document ' || i`,
    state: `case when i % 100 < 55 then 'open' when i % 100 < 60 then 'reopened' when i % 100 < 65 then 'acknowledged'
      when i % 100 < 70 then 'ignored' else 'resolved' end`,
    first_seen: words.timeOf('1767225600 + ((i * 7919) % 5000) * 6000'),
  }
}
