import { OpenCasbError, ProviderError } from '@opencasb/core'
import { readDkim } from './dkim/read-dkim.ts'
import { resolveDmarc } from './dmarc/resolve-dmarc.ts'
import { dnsName } from './dns/dns-name.ts'
import type { MailDomain, MailDomainOptions, Reading } from './mail-domain.ts'
import { readMtaSts } from './mta-sts.ts'
import { readMx } from './read-mx.ts'
import { resolveSpf } from './spf/resolve-spf.ts'
import { readTlsRpt } from './tls-rpt.ts'

/**
 * Reads all of a domain's mail posture at once. A part that cannot be read holds its error; the others stand.
 * @throws the reason of the signal when that aborts
 */
export async function readMailDomain(domain: string, options: MailDomainOptions): Promise<MailDomain> {
  const { resolver, signal, dkimSelectors = [] } = options
  const name = dnsName(domain) ?? domain
  const reading = async <T>(work: Promise<T>): Promise<Reading<T>> => {
    try {
      return { value: await work }
    } catch (error) {
      signal.throwIfAborted()
      return { error: OpenCasbError.is(error) ? error : new ProviderError(`DNS could not be read for ${name}`) }
    }
  }
  const [spf, dmarc, dkim, mx, mtaSts, tlsRpt] = await Promise.all([
    reading(resolveSpf(name, resolver, signal)),
    reading(resolveDmarc(name, resolver, signal)),
    reading(readDkim(name, dkimSelectors, resolver, signal)),
    reading(readMx(name, resolver, signal)),
    reading(readMtaSts(name, resolver, signal)),
    reading(readTlsRpt(name, resolver, signal)),
  ])
  return { domain: name, spf, dmarc, dkim, mx, mtaSts, tlsRpt }
}
