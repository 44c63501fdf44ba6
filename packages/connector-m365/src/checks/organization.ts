import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { organization } from '../resources/organization/organization.ts'

const hourMs = 3_600_000

const syncRecent: Check = defineCheck({
  id: 'm365/directory-sync-recent',
  version: 1,
  title: 'Synchronisation with Active Directory has stopped',
  severity: 'high',
  category: 'misconfiguration',
  risk: 'Accounts that are locked in Active Directory go on working in the cloud, and changes of groups do not arrive.',
  remediation:
    'Open "Microsoft Entra Connect", "Connect Sync" in the Microsoft Entra admin center, and look on the server that runs it why it no longer exports.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  on: organization,
  params: z.object({
    maxHours: z.number().int().positive().default(24).describe('Hours after which synchronisation counts as stopped'),
  }),
  evaluate: ({ resource, params, now }) => {
    if (!resource.onPremisesSyncEnabled) return notApplicable('Nothing is synchronised from Active Directory')
    const last = Date.parse(resource.onPremisesLastSyncDateTime ?? '')
    if (Number.isNaN(last)) return notApplicable('Microsoft does not tell when it last synchronised')
    const hours = Math.floor((now.getTime() - last) / hourMs)
    if (hours <= params.maxHours) return pass()
    return fail(`Active Directory was last synchronised ${hours} hours ago`, {
      evidence: { onPremisesLastSyncDateTime: resource.onPremisesLastSyncDateTime ?? null, hours },
    })
  },
})

const technicalContact: Check = defineCheck({
  id: 'm365/technical-contact',
  version: 1,
  title: 'Nobody gets technical notices of Microsoft',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Warnings about synchronisation, certificates that end and attacks on the tenant reach nobody.',
  remediation:
    'In the Microsoft Entra admin center, "Overview", "Properties", give a mailbox that is read under "Technical contact".',
  see: 'https://learn.microsoft.com/en-us/entra/fundamentals/properties-area',
  on: organization,
  evaluate: ({ resource }) =>
    resource.technicalNotificationMails.length > 0
      ? pass()
      : fail('The tenant has no technical contact', { evidence: { technicalNotificationMails: [] } }),
})

/** Checks of the tenant as a whole. */
export const organizationChecks: readonly Check[] = [syncRecent, technicalContact]
