import { fail, notApplicable, pass, type Verdict } from '@opencasb/core/connector'
import type { DmarcPolicy } from '../dmarc/dmarc-record.ts'
import type { DmarcOk, DmarcResult } from '../dmarc/dmarc-result.ts'
import { evidenceText } from './evidence-text.ts'

const strength: Readonly<Record<DmarcPolicy, number>> = { none: 0, quarantine: 1, reject: 2 }
const none = 'No DMARC policy applies to the domain'

/** A policy applies to the domain. */
export function judgeDmarcPublished(dmarc: DmarcResult): Verdict {
  switch (dmarc.status) {
    case 'ok':
      return pass()
    case 'none':
      return fail(`${dmarc.domain} has no DMARC record`, { evidence: { asked: dmarc.asked } })
    case 'invalid': {
      const why = dmarc.reason === 'several-records' ? 'there are several' : 'it has no valid policy'
      return fail(`Receivers disregard the DMARC record at ${dmarc.foundAt}: ${why}`, {
        evidence: {
          foundAt: dmarc.foundAt,
          reason: dmarc.reason,
          records: dmarc.records.slice(0, 5).map(evidenceText),
        },
      })
    }
  }
}

/** Forged mail is at least handled as asked. @param atLeast the weakest policy that is enough */
export function judgeDmarcEnforced(dmarc: DmarcResult, atLeast: DmarcPolicy = 'quarantine'): Verdict {
  if (dmarc.status !== 'ok') return notApplicable(none)
  if (strength[dmarc.policy] >= strength[atLeast]) return pass()
  return fail(`The DMARC policy of ${dmarc.domain} is "${dmarc.policy}"`, {
    evidence: { ...evidenceOf(dmarc), policy: dmarc.policy },
  })
}

/** Subdomains are not easier to forge than the domain. */
export function judgeDmarcSubdomainsEnforced(dmarc: DmarcResult): Verdict {
  if (dmarc.status !== 'ok') return notApplicable(none)
  const { policy, subdomainPolicy, nonexistentPolicy } = dmarc
  if (subdomainPolicy !== 'none' && nonexistentPolicy !== 'none') return pass()
  if (policy === 'none' && subdomainPolicy === 'none')
    return notApplicable('The policy of the domain is not enforced either')
  const which = subdomainPolicy === 'none' ? 'subdomains' : 'subdomains that do not exist'
  return fail(`The DMARC policy for ${which} of ${dmarc.domain} is "none"`, {
    evidence: { ...evidenceOf(dmarc), policy, subdomainPolicy, nonexistentPolicy },
  })
}

/** The policy is asked for all mail. */
export function judgeDmarcFullyEnforced(dmarc: DmarcResult): Verdict {
  if (dmarc.status !== 'ok') return notApplicable(none)
  const { policy, subdomainPolicy, percent, testing } = dmarc
  if (policy === 'none' && subdomainPolicy === 'none') return notApplicable('The policy is not enforced at all')
  if (percent === 100 && !testing) return pass()
  const why = percent < 100 ? `to ${percent} % of the mail that fails` : 'as a test (t=y)'
  return fail(`The DMARC policy of ${dmarc.domain} applies ${why}`, {
    evidence: { ...evidenceOf(dmarc), policy, percent, testing },
  })
}

/**
 * Reports go to somebody by mail. Whether another domain agreed to take them is not looked at.
 * @param contacts addresses that must be among those that get reports
 */
export function judgeDmarcReportsReceived(dmarc: DmarcResult, contacts: readonly string[] = []): Verdict {
  if (dmarc.status !== 'ok') return notApplicable(none)
  const reported = dmarc.record.aggregateReports.flatMap(({ uri }) => {
    const address = /^mailto:([^?]+)/i.exec(uri)?.[1]
    return address === undefined ? [] : [address.toLowerCase()]
  })
  const missing = contacts.filter((contact) => !reported.includes(contact.toLowerCase()))
  const evidence = { ...evidenceOf(dmarc), aggregateReports: reported.slice(0, 20).map(evidenceText) }
  if (reported.length === 0) return fail(`Nobody gets the DMARC reports of ${dmarc.domain}`, { evidence })
  if (missing.length === 0) return pass()
  return fail(`The DMARC reports of ${dmarc.domain} do not go to ${missing.join(', ')}`, {
    evidence: { ...evidence, missing },
  })
}

function evidenceOf({ record, foundAt }: DmarcOk): { readonly record: string; readonly foundAt: string } {
  return { record: evidenceText(record.text), foundAt }
}
