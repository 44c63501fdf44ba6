import type { Page, ResourceType, StreamContext } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { isUserInScope } from '../sharing/sharing-scope.ts'
import { isExternal } from '../user/is-external.ts'
import { userAsset } from '../user/user-asset.ts'

/** A user of the tenant who may have a mailbox. */
export interface Mailbox {
  readonly id: string
  readonly displayName: string | undefined
  readonly userPrincipalName: string | undefined
  readonly accountEnabled: boolean
}

/** As the directory lists users. */
interface MailboxUser extends Mailbox {
  readonly userType: string | undefined
  readonly externalUserState: string | undefined
  readonly mail: string | undefined
}

const schema: z.ZodType<MailboxUser> = z.object({
  id: graphField.id,
  displayName: graphField.text,
  userPrincipalName: graphField.text,
  accountEnabled: z.boolean(),
  userType: graphField.text,
  externalUserState: graphField.text,
  mail: graphField.text,
})

/**
 * Users in scope who may have a mailbox: members who can sign in, and others who have an address, for shared mailboxes
 * and those of people who left still receive mail.
 */
export const mailbox: ResourceType<Mailbox, M365Session> = defineResource<Mailbox, M365Session>({
  name: 'm365.mailbox',
  needs: graphNeeds(['User.Read.All']),
  order: 'unstable',
  cost: { bucket: 'identity', itemsPerRequest: 999 },
  key: ({ id }) => id,
  asset: userAsset,
  collect: readMailboxes,
})

async function* readMailboxes(context: StreamContext<M365Session>): AsyncGenerator<Page<Mailbox>, void, undefined> {
  const { sharing } = context.session.config
  const pages = listPages(context, '/users', {
    item: schema,
    query: {
      $top: 999,
      $select: 'id,displayName,userPrincipalName,accountEnabled,userType,externalUserState,mail',
    },
  })
  for await (const page of pages) {
    const users = page.items.filter(
      (user) =>
        !isExternal(user) &&
        (user.accountEnabled || user.mail !== undefined) &&
        isUserInScope(user.userPrincipalName, sharing),
    )
    yield {
      ...page,
      items: users.map(({ id, displayName, userPrincipalName, accountEnabled }) => ({
        id,
        displayName,
        userPrincipalName,
        accountEnabled,
      })),
    }
  }
}
