import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** Where code of the organisation calls, with which identity. */
export interface NamedCredential {
  readonly id: string
  readonly name: string
  /** Absent for those whose address stands in an external credential. */
  readonly encrypted: boolean | undefined
  readonly mergeFieldsInHeader: boolean
  readonly mergeFieldsInBody: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_namedcredential.htm */
export const namedCredential: ResourceType<NamedCredential, SalesforceSession> = rowsResource<NamedCredential>({
  name: 'salesforce.named-credential',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'NamedCredential',
  fields: [
    'Id',
    'DeveloperName',
    'Endpoint',
    'CalloutOptionsAllowMergeFieldsInHeader',
    'CalloutOptionsAllowMergeFieldsInBody',
  ],
  item: z
    .object({
      Id: idField,
      DeveloperName: z.string(),
      Endpoint: z.string().nullable(),
      CalloutOptionsAllowMergeFieldsInHeader: z.boolean(),
      CalloutOptionsAllowMergeFieldsInBody: z.boolean(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.DeveloperName,
      encrypted: row.Endpoint === null ? undefined : !row.Endpoint.toLowerCase().startsWith('http:'),
      mergeFieldsInHeader: row.CalloutOptionsAllowMergeFieldsInHeader,
      mergeFieldsInBody: row.CalloutOptionsAllowMergeFieldsInBody,
    })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'credential', id, name }),
})

/** How callouts prove who they are. */
export interface ExternalCredential {
  readonly id: string
  readonly name: string
  /** `NoAuthentication`, `Oauth`, `Password`, `AwsSv4`, `Jwt`, `JwtExchange`, `Custom`, `Basic`. */
  readonly protocol: string
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_externalcredential.htm */
export const externalCredential: ResourceType<ExternalCredential, SalesforceSession> = rowsResource<ExternalCredential>(
  {
    name: 'salesforce.external-credential',
    changesWith: 'setup',
    needs: ['ViewSetup'],
    api: 'tooling',
    object: 'ExternalCredential',
    fields: ['Id', 'DeveloperName', 'AuthenticationProtocol'],
    item: z
      .object({ Id: idField, DeveloperName: z.string(), AuthenticationProtocol: z.string() })
      .transform((row) => ({ id: row.Id, name: row.DeveloperName, protocol: row.AuthenticationProtocol })),
    key: ({ id }) => id,
    asset: ({ id, name }) => ({ kind: 'credential', id, name }),
  },
)
