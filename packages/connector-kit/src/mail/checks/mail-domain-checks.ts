import type { StandardSchemaV1 } from '@opencasb/core'
import {
  type Check,
  type CheckMetadata,
  defineCheck,
  type Facet,
  notApplicable,
  type ResourceType,
  type Session,
  type Verdict,
} from '@opencasb/core/connector'
import type { DkimResult } from '../dkim/dkim-result.ts'
import type { DmarcResult } from '../dmarc/dmarc-result.ts'
import type { SpfResult } from '../spf/spf-result.ts'
import { judgeDkimKeyStrong, judgeDkimPublished } from './judge-dkim.ts'
import {
  judgeDmarcEnforced,
  judgeDmarcFullyEnforced,
  judgeDmarcPublished,
  judgeDmarcReportsReceived,
  judgeDmarcSubdomainsEnforced,
} from './judge-dmarc.ts'
import { judgeSpfFailsOthers, judgeSpfPublished, judgeSpfRestrictsSenders, judgeSpfValid } from './judge-spf.ts'
import { enforcedPolicy, minimumKeyBits, reportContacts } from './mail-check-parameters.ts'
import { type MailRule, mailRules } from './mail-rule.ts'

/** What {@link mailDomainChecks} takes. */
export interface MailDomainChecksOptions<T, S extends Session> {
  /** First part of the ids. @example 'google' */
  readonly connector: string
  /** The connector's resource type of domains. */
  readonly on: ResourceType<T, S>
  readonly spf: Facet<T, SpfResult, S>
  readonly dmarc: Facet<T, DmarcResult, S>
  /** Left out where the vendor's selectors cannot be known: then there are no checks of DKIM. */
  readonly dkim?: Facet<T, DkimResult, S>
  /** Says why a domain is not judged, where it is not: it was never verified, or the vendor owns its DNS. */
  readonly exempt?: (domain: T) => string | undefined
  /** What each rule says otherwise for this vendor: controls that it answers, words of its screens, profiles. */
  readonly rules?: Readonly<Partial<Record<MailRule, MailRuleOverride>>>
}

/** What a connector may say of a rule itself; severity and title stay the same everywhere. */
export type MailRuleOverride = Pick<CheckMetadata, 'frameworks' | 'see' | 'profiles'> & {
  /** In place of the shared text. */
  readonly remediation?: string
}

/** The checks of mail domains, with the same ids, words and severities for each vendor. */
export function mailDomainChecks<T, S extends Session>(options: MailDomainChecksOptions<T, S>): readonly Check[] {
  const { spf, dmarc, dkim } = options
  const checks = [
    mailCheck(options, 'spf-published', { spf }, judgeSpfPublished),
    mailCheck(options, 'spf-valid', { spf }, judgeSpfValid),
    mailCheck(options, 'spf-restricts-senders', { spf }, judgeSpfRestrictsSenders),
    mailCheck(options, 'spf-fails-others', { spf }, judgeSpfFailsOthers),
    mailCheck(options, 'dmarc-published', { dmarc }, judgeDmarcPublished),
    mailCheck(
      options,
      'dmarc-enforced',
      { dmarc },
      (fact, { policy }) => judgeDmarcEnforced(fact, policy),
      enforcedPolicy,
    ),
    mailCheck(options, 'dmarc-subdomains-enforced', { dmarc }, judgeDmarcSubdomainsEnforced),
    mailCheck(options, 'dmarc-fully-enforced', { dmarc }, judgeDmarcFullyEnforced),
    mailCheck(
      options,
      'dmarc-reports-received',
      { dmarc },
      (fact, { contacts }) => judgeDmarcReportsReceived(fact, contacts),
      reportContacts,
    ),
  ]
  if (!dkim) return checks
  return [
    ...checks,
    mailCheck(options, 'dkim-published', { dkim }, judgeDkimPublished),
    mailCheck(
      options,
      'dkim-key-strong',
      { dkim },
      (fact, { minimumBits }) => judgeDkimKeyStrong(fact, minimumBits),
      minimumKeyBits,
    ),
  ]
}

function mailCheck<T, S extends Session, V, P = unknown>(
  { connector, on, exempt, rules }: MailDomainChecksOptions<T, S>,
  rule: MailRule,
  facets: Readonly<Record<string, Facet<T, V, S>>>,
  judge: (fact: V, params: P) => Verdict,
  params?: StandardSchemaV1<unknown, P>,
): Check {
  return defineCheck({
    id: `${connector}/${rule}`,
    version: 1,
    category: 'misconfiguration',
    ...mailRules[rule],
    ...rules?.[rule],
    on,
    with: facets,
    ...(params && { params }),
    evaluate: (input) => {
      const why = exempt?.(input.resource)
      if (why !== undefined) return notApplicable(why)
      // There is one facet, under its own name.
      const [fact] = Object.keys(facets).map((name) => (input as Readonly<Record<string, unknown>>)[name] as V)
      return judge(fact as V, input.params)
    },
  })
}
