import { fail, notApplicable, pass, type Verdict } from '@opencasb/core/connector'
import type { DkimResult } from '../dkim/dkim-result.ts'

/** A receiver finds a key under one of the vendor's selectors. */
export function judgeDkimPublished(dkim: DkimResult): Verdict {
  const { domain, selectors } = dkim
  if (selectors.length === 0) return notApplicable('No selector is known')
  const usable = selectors.filter(({ status }) => status === 'ok')
  if (usable.some(({ key }) => !key?.testing)) return pass()
  const evidence = {
    selectors: selectors.slice(0, 20).map(({ name, status, key }) => ({
      name,
      status,
      ...(key && { problems: key.problems, testing: key.testing }),
    })),
  }
  return usable.length > 0
    ? fail(`The DKIM key of ${domain} is published as a test`, { evidence })
    : fail(`${domain} has no usable DKIM key under ${names(selectors)}`, { evidence })
}

/** No key that is published can be computed. @param minimumBits of an RSA key */
export function judgeDkimKeyStrong(dkim: DkimResult, minimumBits = 2048): Verdict {
  const keys = dkim.selectors.filter(({ status }) => status === 'ok')
  if (keys.length === 0) return notApplicable('The domain has no usable DKIM key')
  const short = keys.flatMap(({ name, key }) =>
    key?.type === 'rsa' && key.bits !== undefined && key.bits < minimumBits ? [{ name, bits: key.bits }] : [],
  )
  const [first] = short
  if (!first) return pass()
  return fail(`The DKIM key at ${first.name} has ${first.bits} bits`, {
    evidence: { keys: short.slice(0, 20), minimumBits },
    // Such keys are computed by anybody who cares to; receivers refuse them.
    ...(short.some(({ bits }) => bits < 1024) && { severity: 'medium' }),
  })
}

function names(selectors: DkimResult['selectors']): string {
  const shown = selectors.slice(0, 5).map(({ selector }) => `"${selector}"`)
  return `${shown.length === 1 ? 'the selector' : 'the selectors'} ${shown.join(', ')}`
}
