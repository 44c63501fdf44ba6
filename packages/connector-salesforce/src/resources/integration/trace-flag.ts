import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField, textField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A debug trace: what somebody or some code does is logged in detail. */
export interface TraceFlag {
  readonly id: string
  readonly tracedId: string
  readonly startsAt: string | undefined
  readonly expiresAt: string
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_traceflag.htm */
export const traceFlag: ResourceType<TraceFlag, SalesforceSession> = rowsResource<TraceFlag>({
  name: 'salesforce.trace-flag',
  needs: ['ViewSetup'],
  api: 'tooling',
  object: 'TraceFlag',
  fields: ['Id', 'TracedEntityId', 'StartDate', 'ExpirationDate'],
  item: z
    .object({
      Id: idField,
      TracedEntityId: idField,
      StartDate: textField,
      ExpirationDate: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'is no date'),
    })
    .transform((row) => ({
      id: row.Id,
      tracedId: row.TracedEntityId,
      startsAt: row.StartDate,
      expiresAt: row.ExpirationDate,
    })),
  key: ({ id }) => id,
  asset: ({ id, tracedId }) => ({ kind: 'setting', id, name: `trace of ${tracedId}` }),
})
