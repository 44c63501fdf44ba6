import { fail, notApplicable, pass, type Verdict } from '@opencasb/core/connector'
import type { SpfResult, SpfWalk } from '../spf/spf-result.ts'
import { evidenceText } from './evidence-text.ts'

/** From this share of all addresses on, anybody finds one that passes. */
const anybody = 0.5

/** There is an SPF record, whatever it says. */
export function judgeSpfPublished(spf: SpfResult): Verdict {
  return spf.status === 'none' ? fail(`${spf.domain} has no SPF record`) : pass()
}

/** Receivers can evaluate it. */
export function judgeSpfValid(spf: SpfResult): Verdict {
  if (spf.status === 'none') return notApplicable('The domain has no SPF record')
  if (spf.status === 'ok') return pass()
  const [problem] = spf.problems
  return fail(`Receivers cannot evaluate the SPF of ${spf.domain}: ${problem?.message ?? 'it has an error'}`, {
    evidence: {
      records: spf.records.slice(0, 5).map(evidenceText),
      problems: spf.problems.slice(0, 10).map(({ kind, message, domain, term }) => ({
        kind,
        message: evidenceText(message),
        domain,
        ...(term !== undefined && { term: evidenceText(term) }),
      })),
      ...(spf.walk && { lookups: spf.walk.lookups, voidLookups: spf.walk.voidLookups }),
    },
  })
}

/** Not everybody may send. A term that depends on the message stands for single senders. */
export function judgeSpfRestrictsSenders(spf: SpfResult): Verdict {
  if (spf.status === 'none') return notApplicable('The domain has no SPF record')
  const walk = spf.status === 'ok' ? spf : spf.walk
  if (walk && isOpen(walk)) {
    const { ipv4, ipv6 } = walk.passing
    return fail(`The SPF of ${spf.domain} lets ${whoPasses(walk)} send for it`, {
      evidence: {
        records: spf.records.slice(0, 5).map(evidenceText),
        passing: { ipv4, ipv6 },
        because: walk.widest.slice(0, 10).map(evidenceText),
      },
    })
  }
  return spf.status === 'ok' ? pass() : notApplicable('Receivers cannot evaluate the record')
}

/** It says `-all` in the end. */
export function judgeSpfFailsOthers(spf: SpfResult): Verdict {
  if (spf.status === 'none') return notApplicable('The domain has no SPF record')
  if (spf.status === 'permerror') return notApplicable('Receivers cannot evaluate the record')
  if (spf.otherwiseFrom === 'message') return notApplicable('It depends on the message')
  if (spf.otherwise === 'fail') return pass()
  if (spf.otherwise === 'pass') return notApplicable('Everybody may send')
  const how =
    spf.otherwiseFrom === 'default' ? 'says nothing of other senders' : `answers ${spf.otherwise} for other senders`
  return fail(`The SPF of ${spf.domain} ${how}`, {
    evidence: { record: evidenceText(spf.record), otherwise: spf.otherwise, from: spf.otherwiseFrom },
  })
}

function isOpen({ passing }: SpfWalk): boolean {
  return passing.ipv4 >= anybody || passing.ipv6 >= anybody
}

function whoPasses({ passing: { ipv4, ipv6 } }: SpfWalk): string {
  if (ipv4 === 1 && ipv6 === 1) return 'every address'
  if (ipv4 === 1) return 'every IPv4 address'
  if (ipv6 === 1) return 'every IPv6 address'
  return `${Math.floor(Math.max(ipv4, ipv6) * 100)} % of all ${ipv4 >= ipv6 ? 'IPv4' : 'IPv6'} addresses`
}
