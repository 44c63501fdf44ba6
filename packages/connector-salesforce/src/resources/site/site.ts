import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A Salesforce Site: pages that anyone can open. */
export interface Site {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  /** `Visualforce`, `Siteforce`, `ChatterNetwork`, `ChatterNetworkPicasso` … */
  readonly type: string
  readonly requiresHttps: boolean
  /** `None`, `External`, `SameOriginOnly`, `AllowAllFraming`. */
  readonly clickjackProtection: string
  readonly contentSniffingProtection: boolean
  readonly guestSupportApi: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_site.htm */
export const site: ResourceType<Site, SalesforceSession> = rowsResource<Site>({
  name: 'salesforce.site',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'Site',
  fields: [
    'Id',
    'Name',
    'Status',
    'SiteType',
    'OptionsRequireHttps',
    'ClickjackProtectionLevel',
    'OptionsContentSniffingProtection',
    'OptionsAllowGuestSupportApi',
  ],
  item: z
    .object({
      Id: idField,
      Name: z.string(),
      Status: z.string(),
      SiteType: z.string(),
      OptionsRequireHttps: z.boolean(),
      ClickjackProtectionLevel: z.string(),
      OptionsContentSniffingProtection: z.boolean(),
      OptionsAllowGuestSupportApi: z.boolean(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.Name,
      isActive: row.Status === 'Active',
      type: row.SiteType,
      requiresHttps: row.OptionsRequireHttps,
      clickjackProtection: row.ClickjackProtectionLevel,
      contentSniffingProtection: row.OptionsContentSniffingProtection,
      guestSupportApi: row.OptionsAllowGuestSupportApi,
    })),
  key: ({ id }) => id,
  asset: ({ id, name, isActive }) => ({ kind: 'site', id, name, status: isActive ? 'active' : 'inactive' }),
})

/** An Experience Cloud site. */
export interface ExperienceSite {
  readonly id: string
  readonly name: string
  readonly isLive: boolean
  readonly selfRegistration: boolean
  readonly guestFiles: boolean
  readonly guestMembers: boolean
  readonly guestChatter: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_network.htm */
export const experienceSite: ResourceType<ExperienceSite, SalesforceSession> = rowsResource<ExperienceSite>({
  name: 'salesforce.experience-site',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'Network',
  fields: [
    'Id',
    'Name',
    'Status',
    'OptionsSelfRegistrationEnabled',
    'OptionsGuestFileAccessEnabled',
    'OptionsGuestMemberVisibility',
    'OptionsGuestChatterEnabled',
  ],
  item: z
    .object({
      Id: idField,
      Name: z.string(),
      Status: z.string(),
      OptionsSelfRegistrationEnabled: z.boolean(),
      OptionsGuestFileAccessEnabled: z.boolean(),
      OptionsGuestMemberVisibility: z.boolean(),
      OptionsGuestChatterEnabled: z.boolean(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.Name,
      isLive: row.Status === 'Live',
      selfRegistration: row.OptionsSelfRegistrationEnabled,
      guestFiles: row.OptionsGuestFileAccessEnabled,
      guestMembers: row.OptionsGuestMemberVisibility,
      guestChatter: row.OptionsGuestChatterEnabled,
    })),
  key: ({ id }) => id,
  asset: ({ id, name, isLive }) => ({ kind: 'site', id, name, status: isLive ? 'live' : 'not live' }),
})
