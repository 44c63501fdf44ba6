import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A service that takes in emails and gives them to code. */
export interface EmailService {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  /** Addresses and domains that may send; `undefined`: everybody. */
  readonly authorizedSenders: string | undefined
  /** Senders are checked with SPF, SenderId or DomainKeys. */
  readonly authenticatesSenders: boolean
  readonly requiresTls: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_emailservicesfunction.htm */
export const emailService: ResourceType<EmailService, SalesforceSession> = rowsResource<EmailService>({
  name: 'salesforce.email-service',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'EmailServicesFunction',
  fields: ['Id', 'FunctionName', 'IsActive', 'AuthorizedSenders', 'IsAuthenticationRequired', 'IsTlsRequired'],
  item: z
    .object({
      Id: idField,
      FunctionName: z.string(),
      IsActive: z.boolean(),
      AuthorizedSenders: z.string().nullable(),
      IsAuthenticationRequired: z.boolean(),
      IsTlsRequired: z.boolean(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.FunctionName,
      isActive: row.IsActive,
      authorizedSenders: row.AuthorizedSenders?.trim() || undefined,
      authenticatesSenders: row.IsAuthenticationRequired,
      requiresTls: row.IsTlsRequired,
    })),
  key: ({ id }) => id,
  asset: ({ id, name, isActive }) => ({ kind: 'setting', id, name, status: isActive ? 'active' : 'inactive' }),
})

/** An address that users may send from besides their own. */
export interface OrganizationWideAddress {
  readonly id: string
  readonly address: string
  readonly allowsAllProfiles: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_orgwideemailaddress.htm */
export const organizationWideAddress: ResourceType<OrganizationWideAddress, SalesforceSession> =
  rowsResource<OrganizationWideAddress>({
    name: 'salesforce.organization-wide-address',
    changesWith: 'setup',
    needs: ['ViewSetup'],
    object: 'OrgWideEmailAddress',
    fields: ['Id', 'Address', 'IsAllowAllProfiles'],
    item: z
      .object({ Id: idField, Address: z.string(), IsAllowAllProfiles: z.boolean() })
      .transform((row) => ({ id: row.Id, address: row.Address, allowsAllProfiles: row.IsAllowAllProfiles })),
    key: ({ id }) => id,
    asset: ({ id, address }) => ({ kind: 'setting', id, name: address }),
  })
