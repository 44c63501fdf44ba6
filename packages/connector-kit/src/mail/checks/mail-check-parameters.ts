import type { StandardSchemaV1 } from '@opencasb/core'
import type { DmarcPolicy } from '../dmarc/dmarc-record.ts'

/** One parameter, as JSON Schema says it. */
interface Property {
  readonly type: string
  readonly default: unknown
  readonly description: string
  readonly enum?: readonly string[]
  readonly items?: { readonly type: string }
}

/** Parameters of one name each; the documentation reads their JSON Schema. */
function parameter<N extends string, V>(
  name: N,
  property: Property & { readonly default: V },
  fits: (value: unknown) => value is V,
): StandardSchemaV1<unknown, Readonly<Record<N, V>>> {
  const standard = {
    version: 1 as const,
    vendor: 'opencasb',
    validate: (given: unknown): StandardSchemaV1.Result<Readonly<Record<N, V>>> => {
      if (typeof given !== 'object' || given === null) return { issues: [{ message: 'not an object' }] }
      const value = Object.hasOwn(given, name) ? (given as Readonly<Record<string, unknown>>)[name] : undefined
      if (value === undefined) return { value: { [name]: property.default } as Readonly<Record<N, V>> }
      if (fits(value)) return { value: { [name]: value } as Readonly<Record<N, V>> }
      return { issues: [{ message: `expected ${property.enum?.join(' or ') ?? property.type}`, path: [name] }] }
    },
    jsonSchema: {
      input: () => ({ type: 'object', properties: { [name]: property } }),
      output: () => ({ type: 'object', properties: { [name]: property } }),
    },
  }
  return { '~standard': standard }
}

/** The weakest policy that counts as enforced. */
export const enforcedPolicy: StandardSchemaV1<unknown, { readonly policy: DmarcPolicy }> = parameter<
  'policy',
  DmarcPolicy
>(
  'policy',
  {
    type: 'string',
    enum: ['quarantine', 'reject'],
    default: 'quarantine',
    description: 'The weakest policy that counts as enforced',
  },
  (value) => value === 'quarantine' || value === 'reject',
)

/** Addresses that must get reports. */
export const reportContacts: StandardSchemaV1<unknown, { readonly contacts: readonly string[] }> = parameter<
  'contacts',
  readonly string[]
>(
  'contacts',
  {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description: 'Addresses that must be among those that get aggregate reports',
  },
  (value): value is readonly string[] => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
)

/** Length of RSA keys. */
export const minimumKeyBits: StandardSchemaV1<unknown, { readonly minimumBits: number }> = parameter<
  'minimumBits',
  number
>(
  'minimumBits',
  { type: 'integer', default: 2048, description: 'Shortest RSA key that is long enough, in bits' },
  (value): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0,
)
