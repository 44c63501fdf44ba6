import { PermissionError, ProviderError, UnexpectedAnswerError } from '@opencasb/core'
import { z } from 'zod'
import type { SalesforceClient } from '../client.ts'
import { isRecordId, recordId, soql } from '../soql.ts'

/** What the session says of the organisation. */
export interface SalesforceTenant {
  readonly id: string
  readonly name: string
  readonly edition: string
  readonly isSandbox: boolean
  readonly instanceName: string | undefined
}

const schema = z
  .object({
    Id: z.string().refine(isRecordId),
    Name: z.string(),
    OrganizationType: z.string().nullish().catch(undefined),
    IsSandbox: z.boolean(),
    InstanceName: z.string().nullish().catch(undefined),
  })
  .transform(
    ({ Id, Name, OrganizationType, IsSandbox, InstanceName }): SalesforceTenant => ({
      id: Id,
      name: Name,
      edition: OrganizationType ?? 'unknown',
      isSandbox: IsSandbox,
      instanceName: InstanceName ?? undefined,
    }),
  )

/** Reads the organisation itself. */
export async function readTenant(
  client: Pick<SalesforceClient, 'ask'>,
  signal: AbortSignal,
): Promise<SalesforceTenant> {
  const query = soql`SELECT Id, Name, OrganizationType, IsSandbox, InstanceName FROM Organization`
  const { records } = await client.ask({ api: 'data', soql: query }, signal)
  const parsed = schema.safeParse(records[0])
  if (parsed.success) return parsed.data
  throw new UnexpectedAnswerError('Salesforce does not say which organisation this is', { retryable: false })
}

/**
 * The user permissions of the integration user: those of its profile, its permission sets and its permission set groups
 * together. `unknown` where it may not look itself up.
 */
export async function readGranted(
  client: Pick<SalesforceClient, 'ask'>,
  userId: string | undefined,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | 'unknown'> {
  if (userId === undefined) return 'unknown'
  const query = soql`SELECT FIELDS(STANDARD) FROM PermissionSet WHERE Id IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${recordId(userId)})`
  try {
    const { records } = await client.ask({ api: 'data', soql: query }, signal)
    const granted = new Set<string>()
    for (const record of records) {
      for (const [field, value] of Object.entries(record ?? {})) {
        if (value === true && field.startsWith('Permissions')) granted.add(field.slice('Permissions'.length))
      }
    }
    // Nobody gets here without API Enabled: a list without it is not the whole list.
    return granted.has('ApiEnabled') ? granted : 'unknown'
  } catch (error) {
    if (PermissionError.is(error) || ProviderError.is(error)) return 'unknown'
    throw error
  }
}
