import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { organizationField } from '../resources/organization/organization-field.ts'
import { sharedObject } from '../resources/organization/shared-object.ts'
import { valueCheck } from './setting-check.ts'

const see = 'https://help.salesforce.com/s/articleView?id=sf.admin_sharing.htm'

const closed = new Set(['None', 'Read', 'ControlledByParent', 'ControlledByLeadOrContact', 'ControlledByCampaign'])
const open = new Set(['Edit', 'ReadEditTransfer', 'All'])
const access = z.enum([...closed, ...open])

const objects = [
  { name: 'account', field: 'DefaultAccountAccess', many: 'accounts' },
  { name: 'contact', field: 'DefaultContactAccess', many: 'contacts' },
  { name: 'opportunity', field: 'DefaultOpportunityAccess', many: 'opportunities' },
  { name: 'lead', field: 'DefaultLeadAccess', many: 'leads' },
  { name: 'case', field: 'DefaultCaseAccess', many: 'cases' },
] as const

const defaults = objects.map(({ name, field, many }) =>
  valueCheck(
    {
      id: `salesforce/default-${name}-access`,
      severity: 'medium',
      title: `Every user can edit all ${many}`,
      risk: `The organisation-wide default lets everybody change ${many} that are not theirs; one account that is taken over can spoil all of them.`,
      remediation: `In Setup, Sharing Settings, set the default internal access of ${many} to Private or Public Read Only, and open them with sharing rules.`,
      see,
      value: organizationField(field, access),
    },
    (value) =>
      open.has(value)
        ? { message: `the default access to ${many} is ${value}`, evidence: { [field]: value } }
        : undefined,
  ),
)

const closedToOutside = new Set(['Private', 'ControlledByParent', 'ControlledByLeadOrContact', 'ControlledByCampaign'])

const external: Check = defineCheck({
  id: 'salesforce/external-default-access',
  version: 1,
  severity: 'high',
  category: 'data-exposure',
  title: 'Records are open to external users by default',
  risk: 'Customers and partners with a login see, or change, records of all others.',
  remediation: 'In Setup, Sharing Settings, set the default external access of the object to Private.',
  see,
  on: sharedObject,
  evaluate: ({ resource: { label, name, external: model } }) =>
    closedToOutside.has(model)
      ? pass()
      : fail(`the default external access to ${label} is ${model}`, {
          evidence: { object: name, externalSharingModel: model },
        }),
})

const internal: Check = defineCheck({
  id: 'salesforce/internal-default-write',
  version: 1,
  severity: 'low',
  category: 'data-exposure',
  title: 'Records of an object are open to all users for writing or transfer',
  risk: 'Everybody changes, or hands on, records that are not theirs.',
  remediation:
    'In Setup, Sharing Settings, set the default internal access of the object to Private or Public Read Only.',
  see,
  on: sharedObject,
  evaluate: ({ resource: { label, name, internal: model } }) =>
    ['ReadWrite', 'ReadWriteTransfer', 'FullAccess'].includes(model)
      ? fail(`the default internal access to ${label} is ${model}`, {
          evidence: { object: name, internalSharingModel: model },
        })
      : pass(),
})

/** Organisation-wide defaults. */
export const recordAccessChecks: readonly Check[] = [...defaults, external, internal]
