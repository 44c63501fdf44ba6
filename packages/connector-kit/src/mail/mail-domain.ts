import type { OpenCasbError } from '@opencasb/core'
import type { DkimResult } from './dkim/dkim-result.ts'
import type { DmarcResult } from './dmarc/dmarc-result.ts'
import type { DnsResolver } from './dns/dns-resolver.ts'
import type { MtaStsResult } from './mta-sts.ts'
import type { MxResult } from './mx-result.ts'
import type { SpfResult } from './spf/spf-result.ts'
import type { TlsRptResult } from './tls-rpt.ts'

/** What was read, or why it could not be; the shape of a facet's outcome. */
export type Reading<T> = { readonly value: T } | { readonly error: OpenCasbError }

/** The posture of a domain that sends mail; each part can fail on its own. */
export interface MailDomain {
  /** In lower case, internationalised names in their ASCII form. */
  readonly domain: string
  readonly spf: Reading<SpfResult>
  readonly dmarc: Reading<DmarcResult>
  readonly dkim: Reading<DkimResult>
  readonly mx: Reading<MxResult>
  readonly mtaSts: Reading<MtaStsResult>
  readonly tlsRpt: Reading<TlsRptResult>
}

/** What `readMailDomain` takes. */
export interface MailDomainOptions {
  readonly resolver: DnsResolver
  readonly signal: AbortSignal
  /** @default [] */
  readonly dkimSelectors?: readonly string[]
}
