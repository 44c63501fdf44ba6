import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { choiceIs, defineSettingCheck, switchIs } from './define-setting-check.ts'

/** Checks of what concerns the account as a whole: approvals, regions, Google's own access. */
export const accountChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/multi-party-approval',
    setting: 'multi_party_approval.require_approvals',
    severity: 'low',
    title: 'One administrator alone can change what protects the account',
    finding: 'Sensitive changes need no second administrator',
    risk: 'An administrator whose account was taken over, or who is angry, switches protection off alone and unseen.',
    remediation:
      'In the Admin console, open Security, Authentication, Multi-party approval settings, and tick "Require multi-party approval for sensitive admin actions".',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.17.1'] },
    compliant: choiceIs('multiPartyApprovalState', ['ENABLED'], ['DISABLED']),
  }),
  defineSettingCheck({
    id: 'google/conflicting-accounts-replaced',
    setting: 'provisioning.conflicting_accounts_management',
    severity: 'low',
    title: 'Private accounts with work addresses are not replaced',
    finding: 'Private accounts with work addresses stay in use',
    risk: 'Work is done in accounts that nobody in charge can see, protect or close, and that look like colleagues.',
    remediation:
      'In the Admin console, open Account, Account settings, Conflicting accounts management, and choose "Replace conflicting unmanaged accounts with managed ones".',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.7.1'] },
    // CISA's published tests have the field under two names; Google's own page could not be compared.
    compliant: (value) =>
      value.has('option')
        ? value.isOneOf('option', {
            right: ['REPLACE_CONFLICTING_ACCOUNT'],
            wrong: ['AUTOMATICALLY_SEND_INVITATIONS'],
          })
        : value.isOneOf('conflictingAccountsManagement', {
            right: ['REPLACE_CONFLICTING_ACCOUNTS'],
            wrong: ['INVITE_CONFLICTING_ACCOUNTS'],
          }),
  }),
  defineSettingCheck({
    id: 'google/data-region-set',
    setting: 'data_regions.data_at_rest_region',
    severity: 'low',
    title: 'No region is chosen for stored data',
    finding: 'No fitting region is chosen for stored data',
    risk: 'Google stores data where it likes, and laws and contracts that name a region are not kept.',
    remediation:
      'In the Admin console, open Data, Compliance, Data regions, Region, "Data at rest", and choose the region.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.15.1'] },
    params: z.object({
      regions: z
        .array(z.enum(['US', 'EUROPE']))
        .min(1)
        .default(['US', 'EUROPE']),
    }),
    profiles: { scuba: { regions: ['US'] } },
    compliant: (value, { params }) =>
      value.isOneOf('region', {
        right: params.regions,
        wrong: ['ANY_REGION', ...['US', 'EUROPE'].filter((region) => !params.regions.some((one) => one === region))],
      }),
  }),
  defineSettingCheck({
    id: 'google/data-processing-in-region',
    setting: 'data_regions.data_processing_region',
    severity: 'low',
    title: 'Data is processed outside of the region that it is stored in',
    finding: 'Data may be processed outside of the region that it is stored in',
    risk: 'Copies for search, scanning and artificial intelligence leave the region that laws and contracts name.',
    remediation:
      'In the Admin console, open Data, Compliance, Data regions, Region, "Data processing", and choose the same region as for data at rest.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.15.2', 'GWS.ASSUREDCONTROLS.2.1'] },
    compliant: switchIs('limitToStorageRegion', true),
  }),
  defineSettingCheck({
    id: 'google/access-approvals-on',
    setting: 'access_approval.axa_user_scoping',
    severity: 'low',
    title: "Google's staff need no approval to reach data",
    finding: "Google's staff need no approval to reach data",
    risk: 'Support may open data of users without anybody here having agreed to it.',
    remediation: 'In the Admin console, open Data, Compliance, Access Approvals, and choose ON.',
    frameworks: { 'scuba-gws': ['GWS.ASSUREDCONTROLS.1.1'] },
    compliant: switchIs('requiresCustomerApproval', true),
  }),
  defineSettingCheck({
    id: 'google/support-access-limited',
    setting: 'access_management.user_scoping',
    severity: 'low',
    title: "Any of Google's staff may give support",
    finding: "Google's support staff are not limited to a region",
    risk: 'Data is seen by people in countries that laws and contracts leave out.',
    remediation:
      'In the Admin console, open Data, Compliance, Access Management, and choose the staff who may reach the data of these users.',
    frameworks: { 'scuba-gws': ['GWS.ASSUREDCONTROLS.1.2'] },
    params: z.object({
      regimes: z
        .array(z.enum(['CJIS_IRS_1075_GOOGLE_STAFF', 'US_GOOGLE_STAFF', 'EU_GOOGLE_STAFF']))
        .min(1)
        .default(['CJIS_IRS_1075_GOOGLE_STAFF', 'US_GOOGLE_STAFF', 'EU_GOOGLE_STAFF']),
    }),
    profiles: { scuba: { regimes: ['CJIS_IRS_1075_GOOGLE_STAFF', 'US_GOOGLE_STAFF'] } },
    compliant: (value, { params }) =>
      value.isOneOf('accessManagementRegime', {
        right: params.regimes,
        wrong: [
          'PREFERENCE_UNSPECIFIED',
          ...['CJIS_IRS_1075_GOOGLE_STAFF', 'US_GOOGLE_STAFF', 'EU_GOOGLE_STAFF'].filter(
            (regime) => !params.regimes.some((one) => one === regime),
          ),
        ],
      }),
  }),
]
