import type { Facet, FacetOutcome } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { type UserRegistration, userRegistration } from './user-registration.ts'

/** One authentication method of a user; fields that its kind does not have are undefined. */
export interface AuthenticationMethod {
  readonly id: string
  /** `#microsoft.graph.fido2AuthenticationMethod` */
  readonly type: string
  /** Of FIDO2 keys: `attested`, `notAttested`. */
  readonly attestationLevel: string | undefined
  readonly model: string | undefined
  /** Of Windows Hello for Business: `normal`, `weak`, `unknown`. */
  readonly keyStrength: string | undefined
  /** Of temporary access passes. */
  readonly isUsable: boolean | undefined
  readonly isUsableOnce: boolean | undefined
  readonly lifetimeInMinutes: number | undefined
}

const methodSchema: z.ZodType<AuthenticationMethod> = z
  .object({
    id: graphField.id,
    '@odata.type': z.string(),
    attestationLevel: graphField.text,
    model: graphField.text,
    keyStrength: graphField.text,
    isUsable: graphField.flag,
    isUsableOnce: graphField.flag,
    lifetimeInMinutes: z
      .number()
      .nullish()
      .transform((value) => value ?? undefined),
  })
  .transform(({ '@odata.type': type, ...method }) => ({ ...method, type }))

const methodsSchema: z.ZodType<{ readonly value: readonly AuthenticationMethod[] }> = z.object({
  value: z.array(methodSchema),
})

/** The methods that have more to them than that they are registered, as the report names them. */
const worthReading = /passkey|fido|hello|temporaryAccessPass/i

const pathOf = ({ id }: UserRegistration): string => `/users/${encodeURIComponent(id)}/authentication/methods`

/**
 * The methods of a user in detail, read only for those whose report names a security key, Windows Hello or a temporary
 * access pass.
 * @see https://learn.microsoft.com/en-us/graph/api/authentication-list-methods
 */
export const authenticationMethods: Facet<UserRegistration, readonly AuthenticationMethod[], M365Session> = defineFacet<
  UserRegistration,
  readonly AuthenticationMethod[],
  M365Session
>({
  name: 'm365.user-registration.authentication-methods',
  of: userRegistration,
  needs: graphNeeds(['UserAuthenticationMethod.Read.All']),
  cost: { bucket: 'identity', itemsPerRequest: 20, unitsPerRequest: 20 },
  async fetch(item, { session, signal }) {
    if (!isWorthReading(item)) return []
    return (await session.client.get(pathOf(item), methodsSchema, signal)).data.value
  },
  async fetchMany(items, { session, signal }) {
    const outcomes = new Map<string, FacetOutcome<readonly AuthenticationMethod[]>>()
    const wanted = items.filter(isWorthReading)
    for (const item of items) if (!isWorthReading(item)) outcomes.set(item.id, { value: [] })
    const answers = await session.client.batch(
      wanted.map((item) => ({ path: pathOf(item), schema: methodsSchema })),
      signal,
    )
    for (const [index, { id }] of wanted.entries()) {
      const answer = answers[index]
      if (answer) outcomes.set(id, 'value' in answer ? { value: answer.value.value } : answer)
    }
    return outcomes
  },
})

function isWorthReading({ methodsRegistered }: UserRegistration): boolean {
  return methodsRegistered.some((method) => worthReading.test(method))
}
