import type { SimulatedObject } from '../world/simulated-object.ts'
import { thing } from './thing.ts'

/** Sites and domains. */
export const siteObjects: readonly SimulatedObject[] = [
  thing({
    name: 'Domain',
    api: 'data',
    prefix: '0I4',
    good: (index) => ({ Domain: `www-${index}.example.com`, DomainType: 'DNS', OptionsExternalHttps: true }),
    faults: [() => ({ OptionsExternalHttps: false })],
  }),
  thing({
    name: 'Site',
    api: 'data',
    prefix: '0DM',
    good: (index) => ({
      Name: `Site_${index}`,
      Status: 'Active',
      SiteType: 'ChatterNetwork',
      OptionsRequireHttps: true,
      ClickjackProtectionLevel: 'SameOriginOnly',
      OptionsContentSniffingProtection: true,
      OptionsAllowGuestSupportApi: false,
    }),
    faults: [
      () => ({ OptionsRequireHttps: false }),
      () => ({ ClickjackProtectionLevel: 'AllowAllFraming' }),
      () => ({ OptionsContentSniffingProtection: false }),
      () => ({ OptionsAllowGuestSupportApi: true }),
      () => ({ SiteType: 'Visualforce' }),
      () => ({ Status: 'Inactive' }),
    ],
  }),
  thing({
    name: 'Network',
    api: 'data',
    prefix: '0DB',
    good: (index) => ({
      Name: `Experience ${index}`,
      Status: 'Live',
      OptionsSelfRegistrationEnabled: false,
      OptionsGuestFileAccessEnabled: false,
      OptionsGuestMemberVisibility: false,
      OptionsGuestChatterEnabled: false,
    }),
    faults: [
      () => ({ OptionsSelfRegistrationEnabled: true }),
      () => ({ OptionsGuestFileAccessEnabled: true }),
      () => ({ OptionsGuestMemberVisibility: true }),
      () => ({ OptionsGuestChatterEnabled: true }),
      () => ({ Status: 'UnderConstruction' }),
    ],
  }),
]
