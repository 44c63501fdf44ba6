export { judgeDkimKeyStrong, judgeDkimPublished } from './mail/checks/judge-dkim.ts'
export {
  judgeDmarcEnforced,
  judgeDmarcFullyEnforced,
  judgeDmarcPublished,
  judgeDmarcReportsReceived,
  judgeDmarcSubdomainsEnforced,
} from './mail/checks/judge-dmarc.ts'
export {
  judgeSpfFailsOthers,
  judgeSpfPublished,
  judgeSpfRestrictsSenders,
  judgeSpfValid,
} from './mail/checks/judge-spf.ts'
export type { MailDomainChecksOptions, MailRuleOverride } from './mail/checks/mail-domain-checks.ts'
export { mailDomainChecks } from './mail/checks/mail-domain-checks.ts'
export type { MailRule, MailRuleText } from './mail/checks/mail-rule.ts'
export { mailRules } from './mail/checks/mail-rule.ts'
export type { DkimKey, DkimResult, DkimSelector } from './mail/dkim/dkim-result.ts'
export { parseDkimKey } from './mail/dkim/parse-dkim-key.ts'
export { readDkim } from './mail/dkim/read-dkim.ts'
export type { DmarcPolicy, DmarcRecord, DmarcReportUri } from './mail/dmarc/dmarc-record.ts'
export type { DmarcInvalid, DmarcNone, DmarcOk, DmarcResult } from './mail/dmarc/dmarc-result.ts'
export { parseDmarc } from './mail/dmarc/parse-dmarc.ts'
export { resolveDmarc } from './mail/dmarc/resolve-dmarc.ts'
export type { DnsResolverOptions } from './mail/dns/create-dns-resolver.ts'
export { createDnsResolver } from './mail/dns/create-dns-resolver.ts'
export type { FakeName, FakeResolver, FakeZone } from './mail/dns/create-fake-resolver.ts'
export { createFakeResolver } from './mail/dns/create-fake-resolver.ts'
export type { DnsResolver, MxRecord } from './mail/dns/dns-resolver.ts'
export type { MailDomain, MailDomainOptions, Reading } from './mail/mail-domain.ts'
export type { MailFacets, MailFacetsOptions } from './mail/mail-facets.ts'
export { mailFacets } from './mail/mail-facets.ts'
export type { MtaStsRecord, MtaStsResult } from './mail/mta-sts.ts'
export { parseMtaSts, readMtaSts } from './mail/mta-sts.ts'
export type { MxResult } from './mail/mx-result.ts'
export { organizationalDomain } from './mail/organizational-domain.ts'
export { readMailDomain } from './mail/read-mail-domain.ts'
export { readMx } from './mail/read-mx.ts'
export { parseSpf } from './mail/spf/parse-spf.ts'
export { resolveSpf } from './mail/spf/resolve-spf.ts'
export type {
  SpfHosts,
  SpfMatch,
  SpfMechanism,
  SpfModifier,
  SpfNetwork,
  SpfQualifier,
  SpfRecord,
  SpfSyntaxError,
  SpfTerm,
} from './mail/spf/spf-record.ts'
export type { SpfNone, SpfOk, SpfPermerror, SpfProblem, SpfResult, SpfWalk } from './mail/spf/spf-result.ts'
export type { TlsRptRecord, TlsRptResult } from './mail/tls-rpt.ts'
export { parseTlsRpt, readTlsRpt } from './mail/tls-rpt.ts'
