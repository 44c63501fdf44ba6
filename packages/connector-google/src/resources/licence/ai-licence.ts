import type { Index, ResourceType, StreamContext } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { readListing } from '../read-listing.ts'

/** A licence for Google's AI that a user has. */
export interface AiLicence {
  /** The address that the user had when it was given; Google has no other key. */
  readonly email: string
  readonly skuId: string
  readonly skuName: string
}

/**
 * The product that Gemini licences belong to, AI Ultra among them.
 * @see https://developers.google.com/workspace/admin/licensing/v1/how-tos/products
 */
const geminiProduct = '101047'

/** Google AI Ultra for Business, called AI Ultra Access in the Admin console. */
export const aiUltraSku = '1010470008'

const schema = z
  .object({ userId: z.string().min(1), skuId: z.string().min(1), skuName: z.string().nullish() })
  .transform(
    ({ userId, skuId, skuName }): AiLicence => ({ email: userId.toLowerCase(), skuId, skuName: skuName || skuId }),
  )

function keyOfLicence(skuId: string, email: string): string {
  return `${skuId}/${email.toLowerCase()}`
}

/**
 * Licences for Gemini. One listing for the whole account, a thousand a page.
 * @see https://developers.google.com/workspace/admin/licensing/reference/rest/v1/licenseAssignments/listForProduct
 */
export const aiLicence: ResourceType<AiLicence, GoogleSession> = defineResource<AiLicence, GoogleSession>({
  name: 'google.ai-licence',
  needs: googleNeeds('apps.licensing'),
  order: 'unstable',
  cost: { bucket: 'licensing', itemsPerRequest: 1_000 },
  key: ({ skuId, email }) => keyOfLicence(skuId, email),
  asset: ({ skuId, skuName, email }) => ({
    kind: 'setting',
    id: keyOfLicence(skuId, email),
    name: `${skuName} of ${email}`,
    url: 'https://admin.google.com/ac/billing/licensesettings',
  }),
  partitions: customerPartition,
  collect: (context: StreamContext<GoogleSession>) =>
    readListing(context, 'licensing', `/apps/licensing/v1/product/${geminiProduct}/users`, {
      item: schema,
      itemsField: 'items',
      keyOf: (value) => {
        const { skuId, userId } = value as { readonly skuId?: unknown; readonly userId?: unknown }
        return typeof skuId === 'string' && typeof userId === 'string' ? keyOfLicence(skuId, userId) : undefined
      },
      query: { customerId: context.session.customerId, maxResults: 1_000 },
    }),
})

/** SKUs of each user who has one, by address in lower case. */
export const aiLicences: Index<AiLicence, readonly string[]> = defineIndex<AiLicence, readonly string[], GoogleSession>(
  {
    name: 'google.ai-licences',
    of: aiLicence,
    by: ({ email }) => email,
    pick: ({ skuId }, previous = []) => (previous.includes(skuId) ? previous : [...previous, skuId].sort()),
  },
)
