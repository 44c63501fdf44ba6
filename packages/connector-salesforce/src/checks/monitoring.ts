import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { healthCheckRisk } from '../resources/organization/health-check-risk.ts'
import { healthCheckScore } from '../resources/organization/health-check-score.ts'
import { organization } from '../resources/organization/organization.ts'
import { organizationField } from '../resources/organization/organization-field.ts'
import {
  activeTransactionPolicies,
  changesByDelegates,
  eventLogFiles,
  signIns,
} from '../resources/organization/signal.ts'
import { switchCheck, valueCheck } from './setting-check.ts'

const healthCheckPage = 'https://help.salesforce.com/s/articleView?id=sf.security_health_check.htm'
const eventsPage = 'https://help.salesforce.com/s/articleView?id=sf.event_monitoring_overview.htm'

const score: Check = defineCheck({
  id: 'salesforce/health-check-score',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: 'The score of Health Check is low',
  risk: 'The score says how far the security settings are from what Salesforce recommends.',
  remediation: 'In Setup, Health Check, work through the high-risk settings, or use Fix Risks.',
  see: healthCheckPage,
  frameworks: { sbs: ['SECCONF-001'] },
  on: organization,
  with: { score: healthCheckScore },
  params: z.object({ minScore: z.number().min(0).max(100).default(80) }),
  evaluate: ({ resource, score, params }) =>
    score >= params.minScore ? pass() : fail(`${resource.name} has a score of ${score}`, { evidence: { score } }),
})

const risk: Check = defineCheck({
  id: 'salesforce/health-check-risk',
  version: 1,
  severity: 'medium',
  category: 'misconfiguration',
  title: 'A setting is weaker than the Health Check baseline',
  risk: 'Salesforce rates the difference to its baseline as a risk; the baseline holds what it recommends to everybody.',
  remediation: 'In Setup, Health Check, edit the setting, or use Fix Risks.',
  see: healthCheckPage,
  frameworks: { sbs: ['SECCONF-002'] },
  on: healthCheckRisk,
  evaluate: ({ resource }) => {
    const { setting, group, risk: rating, value, standard } = resource
    if (rating === 'MEETS_STANDARD') return pass()
    const severities = { HIGH_RISK: 'high', MEDIUM_RISK: 'medium', LOW_RISK: 'low' } as const
    const severity = severities[rating as keyof typeof severities]
    if (!severity) return notApplicable(`Health Check rates the setting as ${rating}`)
    return fail(`${setting} is ${value ?? 'not set'}; the baseline asks for ${standard ?? 'another value'}`, {
      severity,
      evidence: { group, setting, value: value ?? null, standard: standard ?? null, risk: rating },
    })
  },
})

const signInFailures: Check = defineCheck({
  id: 'salesforce/failed-sign-ins',
  version: 1,
  severity: 'medium',
  category: 'account-risk',
  title: 'An unusual part of all sign-ins fails',
  risk: 'Many refused sign-ins are what trying passwords looks like; a broken integration looks the same and locks accounts.',
  remediation: 'In Setup, Login History, look for users, addresses and applications with many failures.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.users_login_history.htm',
  on: organization,
  with: { logins: signIns },
  params: z.object({
    maxShare: z.number().min(0).max(1).default(0.3),
    minFailures: z.number().int().positive().default(50),
  }),
  evaluate: ({ resource, logins, params }) => {
    const { total, failed } = logins
    if (failed < params.minFailures || failed <= total * params.maxShare) return pass()
    return fail(`${failed} of ${total} sign-ins to ${resource.name} failed within 30 days`, {
      evidence: { total, failed },
    })
  },
})

/** What is watched, and what it shows. */
export const monitoringChecks: readonly Check[] = [
  score,
  risk,
  signInFailures,
  valueCheck(
    {
      id: 'salesforce/old-tls-sign-ins',
      severity: 'medium',
      title: 'Clients sign in over outdated TLS',
      risk: 'Old versions of TLS can be read along, and clients that old have no other fixes either.',
      remediation: 'In Setup, Login History, find the clients with TLS 1.0 or 1.1 and renew them.',
      value: signIns,
    },
    ({ oldTls }) =>
      oldTls > 0 ? { message: `${oldTls} sign-ins over outdated TLS within 30 days`, evidence: { oldTls } } : undefined,
  ),
  valueCheck(
    {
      id: 'salesforce/transaction-security-policies',
      severity: 'medium',
      title: 'No transaction security policy is active',
      risk: 'Nothing stops or reports mass exports and unusual sign-ins while they happen.',
      remediation:
        'In Setup, Transaction Security Policies, enable policies for report exports, API queries and sign-ins.',
      see: 'https://help.salesforce.com/s/articleView?id=sf.security_transactionSecurity_about.htm',
      value: activeTransactionPolicies,
    },
    (active) =>
      active === 0 ? { message: 'no transaction security policy is enabled', evidence: { active } } : undefined,
  ),
  valueCheck(
    {
      id: 'salesforce/setup-changed-by-delegates',
      severity: 'low',
      title: 'Setup was changed by administrators signed in as somebody else',
      risk: 'Such changes carry the name of a user who did not make them.',
      remediation: 'In Setup, View Setup Audit Trail, look at the entries with a delegate user and ask for the reason.',
      see: 'https://help.salesforce.com/s/articleView?id=sf.admin_monitorsetup.htm',
      frameworks: { sbs: ['ACS-011'] },
      value: changesByDelegates,
    },
    (changes) =>
      changes > 0
        ? { message: `${changes} changes of Setup by delegates within 30 days`, evidence: { changes } }
        : undefined,
  ),
  valueCheck(
    {
      id: 'salesforce/event-logs-available',
      severity: 'medium',
      title: 'There are no event log files',
      risk: 'After a theft nobody can tell what was read, by whom and from where.',
      remediation:
        'Acquire Event Monitoring (Salesforce Shield) and, in Setup, Event Monitoring Settings, turn on "Generate event log files".',
      see: eventsPage,
      frameworks: { sbs: ['INT-004'] },
      value: eventLogFiles,
    },
    (files) => (files === 0 ? { message: 'no event log file of the last 30 days', evidence: { files } } : undefined),
  ),
  switchCheck({
    id: 'salesforce/event-log-deletion',
    severity: 'medium',
    title: 'Monitoring data can be deleted',
    risk: 'Who covers their tracks deletes the events that show them.',
    remediation: 'In Setup, Event Monitoring Settings, turn off the deletion of event monitoring data.',
    see: eventsPage,
    object: 'EventSettings',
    path: 'enableDeleteMonitoringData',
    should: false,
  }),
  switchCheck({
    id: 'salesforce/transaction-security-enabled',
    severity: 'medium',
    title: 'Transaction security is switched off',
    risk: 'Policies that were written do not run.',
    remediation: 'In Setup, Transaction Security Policies, turn the feature on.',
    see: 'https://help.salesforce.com/s/articleView?id=sf.security_transactionSecurity_about.htm',
    object: 'EventSettings',
    path: 'enableTransactionSecurityPolicies',
    should: true,
  }),
  valueCheck(
    {
      id: 'salesforce/compliance-bcc-email',
      severity: 'low',
      title: 'Copies of all outgoing emails go to a compliance address',
      risk: 'Whoever reads that mailbox reads everything that is sent. Where it is meant to be so, the mailbox needs the protection of an archive.',
      remediation: 'In Setup, Compliance BCC Email, check the address, or deselect "Enable".',
      see: 'https://help.salesforce.com/s/articleView?id=sf.email_compliance_bcc.htm',
      value: organizationField('ComplianceBccEmail', z.string().nullable()),
    },
    (address) => (address ? { message: 'compliance BCC is active', evidence: { address } } : undefined),
  ),
  switchCheck({
    id: 'salesforce/email-sender-compliance',
    severity: 'low',
    title: 'Emails are sent in the name of users’ addresses without a sender of Salesforce',
    risk: 'Receivers that check the origin of mails refuse them, and users get used to unverified mails.',
    remediation:
      'In Setup, Deliverability, select "Enable Sender ID compliance", and publish SPF and DKIM for your domains.',
    see: 'https://help.salesforce.com/s/articleView?id=sf.emailadmin_deliverability.htm',
    object: 'EmailAdministrationSettings',
    path: 'enableEmailSenderIdCompliance',
    should: true,
  }),
]
