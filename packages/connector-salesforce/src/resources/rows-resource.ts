import type { Asset } from '@opencasb/core'
import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { type SalesforcePermission, salesforceNeeds } from '../needs.ts'
import type { SalesforceSession } from '../session.ts'
import { expectRows } from './expect-rows.ts'
import { type RowSource, readRows } from './read-rows.ts'
import { setupChanges, setupQuestions, withSetupState } from './setup-changes.ts'

/** What {@link rowsResource} takes. */
export interface RowsResourceOptions<T> extends RowSource<T> {
  readonly name: string
  readonly needs: readonly SalesforcePermission[]
  readonly key: (item: T) => string
  readonly asset: (item: T) => Asset
  /** `setup`: it changes in Setup only, so that the audit trail tells when it has to be read again. */
  readonly changesWith?: 'setup'
}

/** A resource whose items are the rows of one object. Salesforce holds the rows of a query as they were when it began. */
export function rowsResource<T>({
  name,
  needs,
  key,
  asset,
  changesWith,
  ...source
}: RowsResourceOptions<T>): ResourceType<T, SalesforceSession> {
  return defineResource<T, SalesforceSession>({
    name,
    needs: salesforceNeeds(...needs),
    order: 'stable',
    cost: { bucket: 'default', itemsPerRequest: 2000 },
    key,
    asset,
    ...(source.size !== 'large' && {
      partitions: (context) => expectRows(context, source, changesWith === 'setup' ? setupQuestions : undefined),
    }),
    collect: (context) => {
      const pages = readRows(source, context)
      return changesWith === 'setup' ? withSetupState(pages, context) : pages
    },
    ...(changesWith === 'setup' && { changes: (context) => setupChanges<T>(context) }),
  })
}
