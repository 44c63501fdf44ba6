import { ConfigError, type FindingRef, type Scanner, type StateStore } from '@opencasb/core'
import { neutral } from '../terminal/neutral.ts'
import { firstOf } from '../terminal/words.ts'
import { namedIntegration } from './integrations/named-integration.ts'

const shortestId = 6

/** Names one finding, in one integration. */
export type NamedFinding = Exclude<FindingRef, string>

/**
 * The finding that the user means: by its id or the beginning of it. Where a tenant is connected twice, both have a finding
 * of this id, and `--integration` says which.
 * @throws ConfigError where there is none, or several
 */
export async function namedFinding(
  scanner: Scanner,
  state: Pick<StateStore, 'findings'>,
  given: string,
  integration: string | undefined,
): Promise<NamedFinding> {
  const field = 'id'
  const id = given.trim().toLowerCase()
  const shown = neutral(given, 100)
  if (id.length < shortestId) throw new ConfigError(`id: give at least ${shortestId} characters of it`, { field })
  const within = integration === undefined ? undefined : await namedIntegration(scanner, integration)
  const found = (await state.findings.find(id, within?.id)).map(({ finding }) => finding)
  const [first] = found
  if (!first) {
    const place = within ? ` in ${neutral(within.id, 120)}` : ''
    throw new ConfigError(
      `id: there is no finding ${shown}${place}. \`opencasb findings list\` shows those that there are.`,
      { field },
    )
  }
  if (found.length === 1) return { integration: first.integration, fingerprint: first.fingerprint }
  if (found.some(({ fingerprint }) => fingerprint !== first.fingerprint)) {
    throw new ConfigError(`id: several findings begin with ${shown}. Give more of it.`, { field })
  }
  const places = found.map((finding) => neutral(finding.integration, 120)).sort()
  throw new ConfigError(
    `id: ${shown} is a finding of ${firstOf(places, 10)}. Say which one with --integration, such as --integration "${places[0]}".`,
    { field: '--integration' },
  )
}
