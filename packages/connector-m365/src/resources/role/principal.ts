import { z } from 'zod'
import { graphField, graphObject } from '../graph-field.ts'

/** Who holds a role, as far as the assignment itself tells. */
export interface Principal {
  readonly id: string
  /** Others are devices and what Microsoft adds one day. */
  readonly kind: 'user' | 'group' | 'service-principal' | 'other'
  readonly name: string | undefined
}

const kinds: Readonly<Record<string, Principal['kind']>> = {
  '#microsoft.graph.user': 'user',
  '#microsoft.graph.group': 'group',
  '#microsoft.graph.servicePrincipal': 'service-principal',
}

/** Reads an expanded principal; undefined where it was deleted. */
export const principalSchema: z.ZodType<Principal | undefined> = graphObject(
  z
    .object({
      id: graphField.id,
      '@odata.type': graphField.text,
      displayName: graphField.text,
      userPrincipalName: graphField.text,
    })
    .transform(({ id, '@odata.type': type, displayName, userPrincipalName }) => ({
      id,
      kind: kinds[type ?? ''] ?? 'other',
      name: userPrincipalName || displayName || undefined,
    })),
)
