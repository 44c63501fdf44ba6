import { PermissionError, UnexpectedAnswerError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { type SalesforcePermission, salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { type Soql, soql } from '../../soql.ts'
import { oddValue } from '../field-facet.ts'
import { type Organization, organization } from './organization.ts'

/** How often something happened or exists, as `SELECT COUNT()` answers it. */
function counted(
  name: string,
  needs: readonly SalesforcePermission[],
  api: 'data' | 'tooling',
  query: Soql,
): Facet<Organization, number, SalesforceSession> {
  return defineFacet<Organization, number, SalesforceSession>({
    name: `salesforce.organization.${name}`,
    of: organization,
    needs: salesforceNeeds(...needs),
    cost: { bucket: 'default', itemsPerRequest: 1 },
    fetch: async (_, { session, signal }) => {
      const { totalSize } = await session.client.ask({ api, soql: query }, signal)
      if (totalSize === undefined)
        throw new UnexpectedAnswerError(`${name}: Salesforce does not say how many there are`)
      return totalSize
    },
  })
}

/** Transaction security policies that are switched on. */
export const activeTransactionPolicies: Facet<Organization, number, SalesforceSession> = counted(
  'active-transaction-policies',
  ['ViewSetup'],
  'tooling',
  soql`SELECT COUNT() FROM TransactionSecurityPolicy WHERE State = ${'Enabled'}`,
)

/** Changes of Setup in the last 30 days by an administrator who was signed in as somebody else. */
export const changesByDelegates: Facet<Organization, number, SalesforceSession> = counted(
  'changes-by-delegates',
  ['ViewSetup'],
  'data',
  soql`SELECT COUNT() FROM SetupAuditTrail WHERE DelegateUser != null AND CreatedDate = LAST_N_DAYS:30`,
)

/** Event log files of the last 30 days. */
export const eventLogFiles: Facet<Organization, number, SalesforceSession> = counted(
  'event-log-files',
  ['ViewEventLogFiles'],
  'data',
  soql`SELECT COUNT() FROM EventLogFile WHERE LogDate = LAST_N_DAYS:30`,
)

/** Sign-ins of the last 30 days, by how they came and how they went. */
export interface SignIns {
  readonly total: number
  readonly failed: number
  /** Over TLS 1.0 or 1.1. */
  readonly oldTls: number
}

const groupSchema = z.object({
  Status: z.string().nullable(),
  TlsProtocol: z.string().nullable(),
  logins: z.number().int().nonnegative(),
})

/**
 * Sign-ins of the last 30 days.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_loginhistory.htm
 */
export const signIns: Facet<Organization, SignIns, SalesforceSession> = defineFacet<
  Organization,
  SignIns,
  SalesforceSession
>({
  name: 'salesforce.organization.sign-ins',
  of: organization,
  needs: salesforceNeeds('ManageUsers'),
  cost: { bucket: 'default', itemsPerRequest: 1 },
  fetch: async (_, { session, signal }) => {
    const query = soql`SELECT Status, TlsProtocol, COUNT(Id) logins FROM LoginHistory WHERE LoginTime = LAST_N_DAYS:30 GROUP BY Status, TlsProtocol`
    const { records, nextRecordsUrl } = await session.client.ask({ api: 'data', soql: query }, signal)
    const rows = z.array(groupSchema).safeParse(records)
    if (!rows.success || nextRecordsUrl !== undefined) throw oddValue('The number of sign-ins')
    // Whoever asks has signed in.
    if (rows.data.length === 0) {
      throw new PermissionError('The integration user is shown no sign-ins, not even its own', {
        missing: ['ManageUsers'],
      })
    }
    const sum = (fits: (row: z.infer<typeof groupSchema>) => boolean): number =>
      rows.data.reduce((total, row) => (fits(row) ? total + row.logins : total), 0)
    return {
      total: sum(() => true),
      failed: sum(({ Status }) => Status !== 'Success'),
      oldTls: sum(({ TlsProtocol }) => /^(?:SSL|TLS 1\.[01]$)/.test(TlsProtocol ?? '')),
    }
  },
})
