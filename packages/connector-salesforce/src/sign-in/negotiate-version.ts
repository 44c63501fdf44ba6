import type { HttpClient } from '@opencasb/connector-kit'
import { FeatureUnavailableError } from '@opencasb/core'
import { z } from 'zod'

/** The oldest version that has what is read. */
const oldestVersion = 58
/** The newest version whose answers are known. */
const newestVersion = 66

const schema = z.array(z.object({ version: z.string() })).min(1)

/**
 * Agrees on the newest version that both know.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_versions.htm
 * @throws FeatureUnavailableError where there is none
 */
export async function negotiateVersion(http: HttpClient, signal: AbortSignal): Promise<string> {
  const { data } = await http.get('/services/data', { schema, conditional: false, signal })
  const offered = data.map(({ version }) => Number(version)).filter((version) => Number.isInteger(version))
  const best = Math.max(...offered.filter((version) => version <= newestVersion))
  if (best >= oldestVersion) return `${best}.0`
  throw new FeatureUnavailableError(
    `The organisation offers no version of the API between ${oldestVersion}.0 and ${newestVersion}.0`,
  )
}
