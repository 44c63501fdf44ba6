import type { CheckCase } from './check-case.ts'
import { daysAgo, now } from './things.ts'

const remote = { id: '0rp1', name: 'Partner', isActive: true, encrypted: true, protocolSecurityDisabled: false }
const certificate = {
  id: '0P11',
  name: 'Single_Sign_On',
  expiresAt: daysAgo(-90),
  keySize: 4096,
  isPrivateKeyExportable: false,
}
const named = { id: '0XA1', name: 'Billing', encrypted: true, mergeFieldsInHeader: false, mergeFieldsInBody: false }
const service = {
  id: '0911',
  name: 'Inbound',
  isActive: true,
  authorizedSenders: 'example.com',
  authenticatesSenders: true,
  requiresTls: true,
}
const saml = {
  id: '0LE1',
  name: 'Company',
  provisionsUsers: false,
  signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
}
const trace = { id: '7tf1', tracedId: '0051', startsAt: daysAgo(1), expiresAt: daysAgo(-1) }

export const integrationCases: readonly CheckCase[] = [
  {
    check: 'salesforce/remote-site-protocol-security',
    failing: { resource: { ...remote, protocolSecurityDisabled: true } },
    passing: { resource: remote },
    notApplicable: [{ resource: { ...remote, isActive: false, protocolSecurityDisabled: true } }],
  },
  {
    check: 'salesforce/remote-site-without-https',
    failing: { resource: { ...remote, encrypted: false } },
    passing: { resource: remote },
    notApplicable: [{ resource: { ...remote, isActive: false, encrypted: false } }],
  },
  {
    check: 'salesforce/certificate-expiring',
    failing: { resource: { ...certificate, expiresAt: daysAgo(-29) }, now },
    passing: { resource: certificate, now },
  },
  {
    check: 'salesforce/certificate-key-size',
    failing: { resource: { ...certificate, keySize: 1024 } },
    passing: { resource: { ...certificate, keySize: 2048 } },
  },
  {
    check: 'salesforce/certificate-key-exportable',
    failing: { resource: { ...certificate, isPrivateKeyExportable: true } },
    passing: { resource: certificate },
  },
  {
    check: 'salesforce/named-credential-without-https',
    failing: { resource: { ...named, encrypted: false } },
    passing: { resource: named },
    notApplicable: [{ resource: { ...named, encrypted: undefined } }],
  },
  {
    check: 'salesforce/named-credential-merge-fields',
    failing: { resource: { ...named, mergeFieldsInBody: true } },
    passing: { resource: named },
  },
  {
    check: 'salesforce/external-credential-without-authentication',
    failing: { resource: { id: '0pu1', name: 'Open', protocol: 'NoAuthentication' } },
    passing: { resource: { id: '0pu1', name: 'Open', protocol: 'Jwt' } },
  },
  {
    check: 'salesforce/cors-wildcard',
    failing: { resource: { id: '5cS1', pattern: 'http://app.example.com' } },
    passing: { resource: { id: '5cS1', pattern: 'https://app.example.com' } },
  },
  {
    check: 'salesforce/trusted-url-insecure',
    failing: { resource: { id: '08y1', name: 'Cdn', endpoint: 'https://*.example.com', isActive: true } },
    passing: { resource: { id: '08y1', name: 'Cdn', endpoint: 'wss://cdn.example.com', isActive: true } },
    notApplicable: [{ resource: { id: '08y1', name: 'Cdn', endpoint: 'http://example.com', isActive: false } }],
  },
  {
    check: 'salesforce/email-service-open',
    // Senders that are named but not checked can be anybody.
    failing: { resource: { ...service, authenticatesSenders: false } },
    passing: { resource: service },
    notApplicable: [{ resource: { ...service, isActive: false, authorizedSenders: undefined } }],
  },
  {
    check: 'salesforce/organization-wide-address-for-all',
    failing: { resource: { id: '0D21', address: 'team@example.com', allowsAllProfiles: true } },
    passing: { resource: { id: '0D21', address: 'team@example.com', allowsAllProfiles: false } },
  },
  {
    check: 'salesforce/saml-weak-signature',
    failing: { resource: { ...saml, signatureMethod: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' } },
    passing: { resource: saml },
  },
  {
    check: 'salesforce/saml-provisions-users',
    failing: { resource: { ...saml, provisionsUsers: true } },
    passing: { resource: saml },
  },
  {
    check: 'salesforce/auth-provider-registers-users',
    failing: { resource: { id: '0SO1', name: 'Social', type: 'Google', registersUsers: true } },
    passing: { resource: { id: '0SO1', name: 'Social', type: 'Google', registersUsers: false } },
  },
  {
    check: 'salesforce/debug-trace-active',
    failing: { resource: trace, now },
    passing: { resource: { ...trace, startsAt: daysAgo(-1), expiresAt: daysAgo(-2) }, now },
  },
]
