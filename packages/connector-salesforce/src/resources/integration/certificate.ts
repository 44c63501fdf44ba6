import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A certificate of the organisation. */
export interface Certificate {
  readonly id: string
  readonly name: string
  readonly expiresAt: string
  readonly keySize: number
  readonly isPrivateKeyExportable: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_certificate.htm */
export const certificate: ResourceType<Certificate, SalesforceSession> = rowsResource<Certificate>({
  name: 'salesforce.certificate',
  needs: ['ViewSetup'],
  api: 'tooling',
  object: 'Certificate',
  fields: ['Id', 'DeveloperName', 'ExpirationDate', 'KeySize', 'OptionsIsPrivateKeyExportable'],
  item: z
    .object({
      Id: idField,
      DeveloperName: z.string(),
      ExpirationDate: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'is no date'),
      KeySize: z.number(),
      OptionsIsPrivateKeyExportable: z.boolean(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.DeveloperName,
      expiresAt: row.ExpirationDate,
      keySize: row.KeySize,
      isPrivateKeyExportable: row.OptionsIsPrivateKeyExportable,
    })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'credential', id, name }),
})
