import { FeatureUnavailableError, PermissionError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { identifier, soql } from '../../soql.ts'
import { oddValue } from '../field-facet.ts'
import { type Settings, settings } from './settings.ts'

/** Settings of the organisation that the Tooling API has as objects of one row, with their metadata. */
export const settingsObjects = [
  'ApexSettings',
  'CommunitiesSettings',
  'ConnectedAppSettings',
  'ContentSettings',
  'EmailAdministrationSettings',
  'EventSettings',
  'ExternalClientAppSettings',
  'FileUploadAndDownloadSecuritySettings',
  'MyDomainSettings',
  'OauthOidcSettings',
  'SecuritySettings',
  'SharingSettings',
  'UserManagementSettings',
] as const

/** The name of one of them. */
export type SettingsObject = (typeof settingsObjects)[number]

const rowSchema = z.object({ Metadata: z.record(z.string(), z.unknown()) })

/**
 * One setting. All settings of an object are read with one query, and the queries of a moment travel together.
 * @param path the metadata type's field, with dots: `sessionSettings.forceLogoutOnSessionTimeout`
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/reference_objects_list.htm
 */
export function setting<V>(
  object: SettingsObject,
  path: string,
  schema: z.ZodType<V>,
): Facet<Settings, V, SalesforceSession> {
  return defineFacet<Settings, V, SalesforceSession>({
    name: `salesforce.settings.${object}.${path}`,
    of: settings,
    needs: salesforceNeeds('ViewSetup'),
    cost: { bucket: 'default', itemsPerRequest: 1 },
    fetch: async (_, { session, signal }) => {
      const metadata = await session.client.once(`settings ${object}`, () => readSettings(session, object, signal))
      const value = at(metadata, path)
      if (value === undefined || value === null) {
        throw new FeatureUnavailableError(`${object} does not tell ${path}: this edition or version lacks it`)
      }
      const parsed = schema.safeParse(value)
      if (!parsed.success) throw oddValue(`${object}.${path}`)
      return parsed.data
    },
  })
}

async function readSettings(
  { client }: SalesforceSession,
  object: SettingsObject,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const query = soql`SELECT Metadata FROM ${identifier(object, settingsObjects)}`
  const { records } = await client.ask({ api: 'tooling', soql: query }, signal)
  if (records.length === 0) {
    throw new PermissionError(`Every organisation has ${object}, but the integration user is shown none`)
  }
  const parsed = rowSchema.safeParse(records[0])
  if (!parsed.success) throw oddValue(object)
  return parsed.data.Metadata
}

function at(value: unknown, path: string): unknown {
  let found = value
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[name]
  }
  return found
}
