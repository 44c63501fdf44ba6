import { type GithubConfigInput, type GithubCredentials, github } from '@opencasb/connector-github'
import { type GoogleConfigInput, type GoogleCredentials, google } from '@opencasb/connector-google'
import { type M365ConfigInput, type M365Credentials, m365 } from '@opencasb/connector-m365'
import { type SalesforceConfigInput, type SalesforceCredentials, salesforce } from '@opencasb/connector-salesforce'
import { type Connector, createScanner, type JsonObject } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { formFields } from './form-fields.ts'

/** A value with nothing left out, so that a type with a field more or less than the schema does not pass. */
type Whole<Value> = Value extends readonly unknown[] | string | number | boolean
  ? Value
  : { readonly [Name in keyof Value]-?: Whole<NonNullable<Value[Name]>> }

/** The same with credentials, of which only the names matter here. */
type Named<Credentials extends { readonly kind: string }> = Credentials extends Credentials
  ? { readonly [Name in keyof Credentials]-?: Name extends 'kind' ? Credentials[Name] : '' }
  : never

interface Inputs {
  readonly connector: Connector
  readonly config: object
  readonly credentials: readonly ({ readonly kind: string } & Readonly<Record<string, string>>)[]
}

const root = 'https://gateway.example.com'
const sign = async (): Promise<Uint8Array> => new Uint8Array()

const googleConfig: Whole<GoogleConfigInput> = {
  adminEmail: 'admin@acme.example',
  customer: 'C0123abcd',
  sharing: { units: ['/Sales'], users: ['user@acme.example'], drives: [], since: '2026-01-31' },
  baseUrls: {
    directory: root,
    groupsSettings: root,
    licensing: root,
    reports: root,
    cloudIdentity: root,
    drive: root,
    gmail: root,
    calendar: root,
    token: root,
    accounts: root,
  },
}

const inputs: readonly Inputs[] = [
  {
    connector: github(),
    config: { organizations: ['acme'], baseUrl: root } satisfies Whole<GithubConfigInput>,
    credentials: [
      { kind: 'github-app', appId: '', installationId: '', privateKey: '', appSlug: '' },
      { kind: 'pat-fine-grained', token: '' },
      { kind: 'pat-classic', token: '' },
    ] satisfies Named<GithubCredentials>[],
  },
  {
    connector: google(),
    config: googleConfig,
    credentials: [
      { kind: 'service-account', key: '' },
      { kind: 'admin-oauth', clientId: '', clientSecret: '', refreshToken: '' },
    ] satisfies Named<GoogleCredentials>[],
  },
  {
    connector: google({ sign }),
    config: googleConfig,
    credentials: [{ kind: 'service-account', clientEmail: '' }] satisfies Named<GoogleCredentials>[],
  },
  {
    connector: m365(),
    config: {
      tenant: 'acme.onmicrosoft.com',
      cloud: 'worldwide',
      sharing: {
        users: ['user@acme.example'],
        sites: ['https://acme.sharepoint.com/sites/sales'],
        oneDrive: true,
        everyItem: false,
        since: '2026-01-31',
      },
      baseUrls: { graph: root, login: root },
    } satisfies Whole<M365ConfigInput>,
    credentials: [
      { kind: 'certificate', clientId: '', certificate: '', privateKey: '' },
      { kind: 'federated-credential', clientId: '', assertion: '', assertionFile: '' },
      { kind: 'client-secret', clientId: '', clientSecret: '' },
    ] satisfies Named<M365Credentials>[],
  },
  {
    connector: salesforce(),
    config: {
      baseUrls: { login: 'https://login.salesforce.com', api: root },
      audience: 'https://login.salesforce.com',
      dailyShare: 0.1,
    } satisfies Whole<SalesforceConfigInput>,
    credentials: [
      { kind: 'jwt-bearer', clientId: '', username: '', privateKey: '' },
      { kind: 'client-credentials', clientId: '', clientSecret: '' },
      { kind: 'web-server', clientId: '', clientSecret: '', refreshToken: '' },
    ] satisfies Named<SalesforceCredentials>[],
  },
]

/** Names of all fields, those of objects inside too. */
function namesOf(value: object, path = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const isObject = typeof inner === 'object' && !Array.isArray(inner)
    return [`${path}${name}`, ...(isObject ? namesOf(inner, `${path}${name}.`) : [])]
  })
}

function fieldsOf(schema: JsonObject | undefined): readonly string[] {
  return formFields(schema)
    .filter(({ path }) => path.at(-1) !== 0)
    .map(({ path }) => path.join('.'))
}

describe.each(inputs)('the inputs of $connector.id', ({ connector, config, credentials }) => {
  const [described] = createScanner({ connectors: [connector] }).connectors

  it('are configurations that the connector accepts', () => {
    expect(connector.config['~standard'].validate(config)).not.toHaveProperty('issues')
  })

  it('may lack what the form has a default for', () => {
    for (const left of formFields(described?.config).filter(({ path }) => path.length === 1)) {
      const [name = ''] = left.path as readonly string[]
      const rest = Object.fromEntries(Object.entries(config).filter(([other]) => other !== name))
      const result = connector.config['~standard'].validate(rest)
      if (result instanceof Promise || result.issues) continue
      expect(left.schema['default'], name).toEqual((result.value as JsonObject)[name])
    }
  })

  it('have the fields of its forms, in their order', () => {
    for (const { kind, ...fields } of credentials) {
      expect(Object.keys(fields), kind).toEqual(fieldsOf(described?.auth.find((way) => way.kind === kind)?.schema))
    }
    expect(namesOf(config)).toEqual(fieldsOf(described?.config))
  })
})

it('the inputs are of all connectors and of all ways to sign in', () => {
  for (const { connector } of inputs) {
    const kinds = inputs.filter((one) => one.connector.id === connector.id).flatMap((one) => one.credentials)
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(connector.auth.map(({ kind }) => kind)))
  }
})
