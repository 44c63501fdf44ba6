import type { CheckCase } from './check-case.ts'
import { anExperienceSite, aSite } from './things.ts'

const closedSite = aSite({ isActive: false })
const draft = anExperienceSite({
  isLive: false,
  selfRegistration: true,
  guestFiles: true,
  guestMembers: true,
  guestChatter: true,
})

export const siteCases: readonly CheckCase[] = [
  {
    check: 'salesforce/domain-without-https',
    failing: { resource: { id: '0I41', name: 'www.example.com', https: false } },
    passing: { resource: { id: '0I41', name: 'www.example.com', https: true } },
  },
  {
    check: 'salesforce/site-without-https',
    failing: { resource: aSite({ requiresHttps: false }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-clickjack-protection',
    failing: { resource: aSite({ clickjackProtection: 'AllowAllFraming' }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-content-sniffing',
    failing: { resource: aSite({ contentSniffingProtection: false }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-guest-support-api',
    failing: { resource: aSite({ guestSupportApi: true }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/classic-site-active',
    failing: { resource: aSite({ type: 'Visualforce' }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-self-registration',
    failing: { resource: anExperienceSite({ selfRegistration: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
  {
    check: 'salesforce/site-guest-files',
    failing: { resource: anExperienceSite({ guestFiles: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
  {
    check: 'salesforce/site-guest-members',
    failing: { resource: anExperienceSite({ guestMembers: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
  {
    check: 'salesforce/site-guest-chatter',
    failing: { resource: anExperienceSite({ guestChatter: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
]
