import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField, textField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** The OAuth policies of an external client app. */
export interface ExternalClientAppPolicy {
  readonly id: string
  readonly appId: string
  readonly name: string
  /** `AllSelfAuthorized` or `AdminApprovedPreAuthorized`. */
  readonly permittedUsers: string
  /** `Infinite`, `Zero`, `SpecificLifetime` or `SpecificInactivity`. */
  readonly refreshTokens: string
  readonly ipRelaxation: string | undefined
  readonly clientCredentials: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_extlclntappoauthplcycnfg.htm */
export const externalClientAppPolicy: ResourceType<ExternalClientAppPolicy, SalesforceSession> =
  rowsResource<ExternalClientAppPolicy>({
    name: 'salesforce.external-client-app-policy',
    changesWith: 'setup',
    needs: ['ViewSetup'],
    api: 'tooling',
    object: 'ExtlClntAppOauthPlcyCnfg',
    fields: [
      'Id',
      'ExternalClientApplicationId',
      'MasterLabel',
      'PermittedUsersPolicyType',
      'RefreshTokenPolicyType',
      'IpRelaxationPolicyType',
      'IsClientCredentialsFlowEnabled',
    ],
    item: z
      .object({
        Id: idField,
        ExternalClientApplicationId: idField,
        MasterLabel: textField,
        PermittedUsersPolicyType: z.string(),
        RefreshTokenPolicyType: z.string(),
        IpRelaxationPolicyType: textField,
        IsClientCredentialsFlowEnabled: z.boolean(),
      })
      .transform((row) => ({
        id: row.Id,
        appId: row.ExternalClientApplicationId,
        name: row.MasterLabel ?? row.ExternalClientApplicationId,
        permittedUsers: row.PermittedUsersPolicyType,
        refreshTokens: row.RefreshTokenPolicyType,
        ipRelaxation: row.IpRelaxationPolicyType,
        clientCredentials: row.IsClientCredentialsFlowEnabled,
      })),
    key: ({ id }) => id,
    asset: ({ appId, name }) => ({ kind: 'application', id: appId, name }),
  })

/** What an external client app may ask for. */
export interface ExternalClientAppScopes {
  readonly id: string
  readonly appId: string
  readonly name: string
  /** The scope `full`: everything that the user may do. */
  readonly full: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_extlclntappoauthsettings.htm */
export const externalClientAppScopes: ResourceType<ExternalClientAppScopes, SalesforceSession> =
  rowsResource<ExternalClientAppScopes>({
    name: 'salesforce.external-client-app-scopes',
    changesWith: 'setup',
    needs: ['ViewSetup'],
    api: 'tooling',
    object: 'ExtlClntAppOauthSettings',
    fields: ['Id', 'ExternalClientApplicationId', 'MasterLabel', 'OauthScopesFULL'],
    item: z
      .object({
        Id: idField,
        ExternalClientApplicationId: idField,
        MasterLabel: textField,
        OauthScopesFULL: z.boolean(),
      })
      .transform((row) => ({
        id: row.Id,
        appId: row.ExternalClientApplicationId,
        name: row.MasterLabel ?? row.ExternalClientApplicationId,
        full: row.OauthScopesFULL,
      })),
    key: ({ id }) => id,
    asset: ({ appId, name }) => ({ kind: 'application', id: appId, name }),
  })
