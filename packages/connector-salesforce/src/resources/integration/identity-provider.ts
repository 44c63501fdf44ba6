import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A SAML identity provider that users sign in with. */
export interface SamlProvider {
  readonly id: string
  readonly name: string
  /** Users are created and changed by what the provider says. */
  readonly provisionsUsers: boolean
  /** @example 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'; `undefined` where Salesforce does not tell */
  readonly signatureMethod: string | undefined
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_samlssoconfig.htm */
export const samlProvider: ResourceType<SamlProvider, SalesforceSession> = rowsResource<SamlProvider>({
  name: 'salesforce.saml-provider',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'SamlSsoConfig',
  fields: ['Id', 'DeveloperName', 'OptionsUserProvisioning', 'RequestSignatureMethod'],
  item: z
    .object({
      Id: idField,
      DeveloperName: z.string(),
      OptionsUserProvisioning: z.boolean(),
      RequestSignatureMethod: z.string().nullable(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.DeveloperName,
      provisionsUsers: row.OptionsUserProvisioning,
      signatureMethod: row.RequestSignatureMethod ?? undefined,
    })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'policy', id, name }),
})

/** An external provider that users sign in with: social sign-in, OpenID Connect. */
export interface AuthProvider {
  readonly id: string
  readonly name: string
  readonly type: string
  /** A registration handler creates users by what the provider says. */
  readonly registersUsers: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_authprovider.htm */
export const authProvider: ResourceType<AuthProvider, SalesforceSession> = rowsResource<AuthProvider>({
  name: 'salesforce.auth-provider',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'AuthProvider',
  fields: ['Id', 'FriendlyName', 'ProviderType', 'RegistrationHandlerId'],
  item: z
    .object({
      Id: idField,
      FriendlyName: z.string(),
      ProviderType: z.string(),
      RegistrationHandlerId: z.string().nullable(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.FriendlyName,
      type: row.ProviderType,
      registersUsers: row.RegistrationHandlerId !== null,
    })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'policy', id, name }),
})
