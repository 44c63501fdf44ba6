import type { Severity } from '@opencasb/core'

/** The rules that every connector with mail domains shares; each is the last part of a check's id. */
export type MailRule =
  | 'spf-published'
  | 'spf-valid'
  | 'spf-restricts-senders'
  | 'spf-fails-others'
  | 'dmarc-published'
  | 'dmarc-enforced'
  | 'dmarc-subdomains-enforced'
  | 'dmarc-fully-enforced'
  | 'dmarc-reports-received'
  | 'dkim-published'
  | 'dkim-key-strong'

/** What a rule says of itself, the same for every vendor. */
export interface MailRuleText {
  readonly title: string
  readonly severity: Severity
  readonly risk: string
  readonly remediation: string
  readonly see: string
}

const spf = 'https://www.rfc-editor.org/rfc/rfc7208'
const dmarc = 'https://www.rfc-editor.org/rfc/rfc9989'
const dkim = 'https://www.rfc-editor.org/rfc/rfc6376'

/** The wording and severity of each rule. */
export const mailRules: Readonly<Record<MailRule, MailRuleText>> = {
  'spf-published': {
    title: 'A domain has no SPF record',
    severity: 'medium',
    risk: 'Receivers cannot tell which servers may send for the domain, so that forged mail passes more easily and genuine mail lands in spam.',
    remediation:
      'At the DNS provider of the domain, add a TXT record that begins with "v=spf1", includes the services that send for the domain, and ends in "-all"; "v=spf1 -all" where nothing sends for it.',
    see: spf,
  },
  'spf-valid': {
    title: 'The SPF record of a domain cannot be evaluated',
    severity: 'medium',
    risk: 'Receivers that meet two records, an error or more than ten look-ups disregard the SPF of the domain: forged mail is not told from genuine mail.',
    remediation:
      'Keep exactly one TXT record that begins with "v=spf1", correct the term that is named, and remove includes of services that no longer send until at most ten look-ups are left.',
    see: spf,
  },
  'spf-restricts-senders': {
    title: 'SPF lets any address send for a domain',
    severity: 'high',
    risk: 'Anybody on the Internet can send mail in the name of the domain that passes SPF, and with it DMARC: no receiver will doubt it.',
    remediation:
      'In the TXT record that begins with "v=spf1", and in the records that it includes, replace "+all" by "-all" and remove networks that are as wide as the Internet.',
    see: spf,
  },
  'spf-fails-others': {
    title: 'SPF does not reject other senders',
    severity: 'low',
    risk: 'Receivers that do not check DMARC take mail from servers that are not listed, with a note at most.',
    remediation:
      'Once all services that send for the domain are listed, end the TXT record that begins with "v=spf1" in "-all".',
    see: spf,
  },
  'dmarc-published': {
    title: 'A domain has no DMARC policy',
    severity: 'medium',
    risk: 'Receivers have no instruction for forged mail in the name of the domain, and nobody is told that it is sent.',
    remediation:
      'At the DNS provider, add one TXT record at "_dmarc" of the domain: begin with "v=DMARC1; p=none; rua=mailto:" and an address for reports, then move to "p=quarantine" and "p=reject".',
    see: dmarc,
  },
  'dmarc-enforced': {
    title: 'The DMARC policy of a domain is not enforced',
    severity: 'medium',
    risk: 'Mail that forges the domain is recognised and still delivered: it can be used for phishing staff, customers and suppliers.',
    remediation:
      'When the reports show that genuine mail passes, change "p" in the TXT record at "_dmarc" of the domain to "quarantine", and then to "reject".',
    see: dmarc,
  },
  'dmarc-subdomains-enforced': {
    title: 'The DMARC policy is not enforced for subdomains',
    severity: 'medium',
    risk: 'Whoever forges mail takes a subdomain, existing or made up, and the policy of the domain does not apply to it.',
    remediation:
      'In the TXT record at "_dmarc" of the organisational domain, remove the "sp" and "np" tags, or set them to the same policy as "p".',
    see: dmarc,
  },
  'dmarc-fully-enforced': {
    title: 'The DMARC policy is enforced for part of the mail only',
    severity: 'medium',
    risk: 'A share of the mail that forges the domain is handled by a weaker policy than the one that is published.',
    remediation: 'In the TXT record at "_dmarc", remove the "pct" tag or set it to 100, and remove "t=y".',
    see: dmarc,
  },
  'dmarc-reports-received': {
    title: 'DMARC reports are not sent to anybody',
    severity: 'low',
    risk: 'Nobody learns of forged mail in the name of the domain, or of genuine services that fail and block a stricter policy.',
    remediation: 'In the TXT record at "_dmarc", add "rua=mailto:" and an address that is read.',
    see: dmarc,
  },
  'dkim-published': {
    title: 'A domain has no DKIM key',
    severity: 'medium',
    risk: 'Mail of the domain carries no signature that receivers can verify: forwarded mail fails DMARC, and a strict policy cannot be kept.',
    remediation:
      'Switch on DKIM signing for the domain, and publish the key or alias that is shown at the DNS provider of the domain.',
    see: dkim,
  },
  'dkim-key-strong': {
    title: 'A DKIM key is too short',
    severity: 'low',
    risk: 'A key of 1024 bits or less can be computed by a well-funded attacker, who then signs mail in the name of the domain.',
    remediation: 'Create a new DKIM key of 2048 bits, publish it, and withdraw the old one when signing has moved.',
    see: dkim,
  },
}
