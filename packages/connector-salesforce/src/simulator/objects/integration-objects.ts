import type { CspTrustedSite, ExternalCredential, RemoteProxy } from '@salesforce/types/tooling'
import type { SimulatedObject } from '../world/simulated-object.ts'
import { thing } from './thing.ts'

/** What the organisation calls, and who may call it. */
export const integrationObjects: readonly SimulatedObject[] = [
  thing({
    name: 'RemoteProxy',
    api: 'tooling',
    prefix: '0rp',
    good: (index) =>
      ({
        SiteName: `Remote_${index}`,
        EndpointUrl: `https://api-${index}.example.com`,
        IsActive: true,
        ProtocolMismatch: false,
      }) satisfies Partial<RemoteProxy>,
    faults: [
      () => ({ ProtocolMismatch: true }),
      () => ({ EndpointUrl: 'http://legacy.example.com' }),
      () => ({ IsActive: false }),
    ],
  }),
  thing({
    name: 'Certificate',
    api: 'tooling',
    prefix: '0P1',
    good: (index, world) => ({
      DeveloperName: `Certificate_${index}`,
      ExpirationDate: world.daysAgo(-400),
      KeySize: 4096,
      OptionsIsPrivateKeyExportable: false,
    }),
    faults: [
      (world) => ({ ExpirationDate: world.daysAgo(20) }),
      () => ({ KeySize: 1024 }),
      () => ({ OptionsIsPrivateKeyExportable: true }),
    ],
  }),
  thing({
    name: 'NamedCredential',
    api: 'both',
    prefix: '0XA',
    good: (index) => ({
      DeveloperName: `Named_${index}`,
      Endpoint: `https://named-${index}.example.com`,
      CalloutOptionsAllowMergeFieldsInHeader: false,
      CalloutOptionsAllowMergeFieldsInBody: false,
    }),
    faults: [
      () => ({ Endpoint: 'http://named.example.com' }),
      () => ({ CalloutOptionsAllowMergeFieldsInHeader: true }),
      () => ({ Endpoint: null }),
    ],
  }),
  thing({
    name: 'ExternalCredential',
    api: 'tooling',
    prefix: '0pu',
    good: (index) =>
      ({ DeveloperName: `External_${index}`, AuthenticationProtocol: 'Oauth' }) satisfies Partial<ExternalCredential>,
    faults: [() => ({ AuthenticationProtocol: 'NoAuthentication' })],
  }),
  thing({
    name: 'CorsWhitelistEntry',
    api: 'both',
    prefix: '5cS',
    good: (index) => ({ UrlPattern: `https://app-${index}.example.com` }),
    faults: [() => ({ UrlPattern: 'https://*.example.com' })],
  }),
  thing({
    name: 'CspTrustedSite',
    api: 'both',
    prefix: '08y',
    good: (index) =>
      ({
        DeveloperName: `Trusted_${index}`,
        EndpointUrl: `https://cdn-${index}.example.com`,
        IsActive: true,
      }) satisfies Partial<CspTrustedSite>,
    faults: [() => ({ EndpointUrl: 'http://cdn.example.com' }), () => ({ IsActive: false })],
  }),
  thing({
    name: 'EmailServicesFunction',
    api: 'data',
    prefix: '091',
    good: (index) => ({
      FunctionName: `Inbound_${index}`,
      IsActive: true,
      AuthorizedSenders: 'example.com',
      IsAuthenticationRequired: true,
      IsTlsRequired: true,
    }),
    faults: [() => ({ AuthorizedSenders: null }), () => ({ IsActive: false })],
  }),
  thing({
    name: 'OrgWideEmailAddress',
    api: 'data',
    prefix: '0D2',
    good: (index) => ({ Address: `team-${index}@example.com`, IsAllowAllProfiles: false }),
    faults: [() => ({ IsAllowAllProfiles: true })],
  }),
  thing({
    name: 'SamlSsoConfig',
    api: 'data',
    prefix: '0LE',
    good: (index) => ({
      DeveloperName: `Provider_${index}`,
      OptionsUserProvisioning: false,
      RequestSignatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    }),
    faults: [
      () => ({ RequestSignatureMethod: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }),
      () => ({ OptionsUserProvisioning: true }),
    ],
  }),
  thing({
    name: 'AuthProvider',
    api: 'data',
    prefix: '0SO',
    good: (index) => ({ FriendlyName: `Login ${index}`, ProviderType: 'OpenIdConnect', RegistrationHandlerId: null }),
    faults: [() => ({ RegistrationHandlerId: '01p000000000001AAA' })],
  }),
  thing({
    name: 'TraceFlag',
    api: 'tooling',
    prefix: '7tf',
    good: (index, world) => ({
      TracedEntityId: `005${String(index).padStart(15, '0')}`,
      StartDate: world.daysAgo(20),
      ExpirationDate: world.daysAgo(19),
    }),
    faults: [(world) => ({ ExpirationDate: world.daysAgo(-100) })],
  }),
  {
    ...thing({
      name: 'TransactionSecurityPolicy',
      api: 'tooling',
      prefix: '0NI',
      good: (index) => ({ DeveloperName: `Policy_${index}`, State: 'Enabled', EventName: 'ReportEvent' }),
      faults: [() => ({ State: 'Disabled' })],
    }),
    comesAndGoes: false,
    count: ({ options, isEmpty }) => (isEmpty || options.seed % 2 === 0 ? 0 : 3),
  },
  {
    ...thing({
      name: 'SetupAuditTrail',
      api: 'data',
      prefix: '0Ym',
      good: (_, world) => ({
        Action: 'PermSetCreate',
        Section: 'Manage Users',
        DelegateUser: null,
        CreatedDate: world.daysAgo(4),
      }),
      faults: [],
    }),
    comesAndGoes: false,
    make: (index, world) => ({
      Action: 'PermSetCreate',
      Section: 'Manage Users',
      DelegateUser: world.options.seed % 2 === 0 && index === 0 ? 'admin@example.com' : null,
      CreatedDate: world.daysAgo(4),
    }),
  },
  {
    ...thing({
      name: 'EventLogFile',
      api: 'data',
      prefix: '0AT',
      requires: ['ViewEventLogFiles'],
      good: (index, world) => ({ EventType: 'Login', LogDate: world.daysAgo(index % 20) }),
      faults: [],
    }),
    comesAndGoes: false,
    count: ({ options, isEmpty }) => (isEmpty || options.seed % 2 === 0 ? 0 : 20),
  },
]
