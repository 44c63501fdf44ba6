import type { Check, Verdict } from '@opencasb/core/connector'
import { fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { domainOf } from '../../resources/drive/own-domains.ts'

/** How many addresses and filters evidence lists. */
export const shown = 10

/** Parameters of checks of addresses outside. */
export const partnerAddresses: z.ZodType<{ readonly allowedDomains: readonly string[] }> = z.object({
  /** Domains of partners to which mail may go, or in whose name it may be sent. */
  allowedDomains: z.array(z.string().min(1)).default([]),
})

/** What all checks of mailboxes are alike in. */
export const mailboxCheck: Pick<Check, 'version' | 'category'> = { version: 1, category: 'data-exposure' }

/** Those of the addresses that are not at a partner. */
export function strangersAmong<T>(
  all: readonly T[],
  addressOf: (one: T) => string,
  allowedDomains: readonly string[],
): readonly T[] {
  const allowed = new Set(allowedDomains.map((domain) => domain.toLowerCase()))
  return all.filter((one) => !allowed.has(domainOf(addressOf(one))))
}

/** Fails where a list has anything in it; `undefined` is a user without a mailbox that is in use. */
export function judgeList(
  list: readonly string[] | undefined,
  field: string,
  messageOf: (count: number) => string,
): Verdict {
  if (!list) return notApplicable('The user has no mailbox, or is suspended and gets no mail')
  if (list.length === 0) return pass()
  return fail(messageOf(list.length), { evidence: { count: list.length, [field]: list.slice(0, shown) } })
}
