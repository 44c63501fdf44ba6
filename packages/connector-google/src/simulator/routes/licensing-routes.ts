import { chosen } from '@opencasb/simulator-kit'
import { listAnswer } from '../http/listing-answer.ts'
import { invalidParameter, notFound } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'

const geminiProduct = '101047'
const names: Readonly<Record<string, string>> = {
  '1010470001': 'Gemini Enterprise',
  '1010470008': 'Google AI Ultra for Business',
}

/** The Enterprise License Manager API. */
export const licensingRoutes: readonly Route[] = [
  {
    route: 'GET /apps/licensing/v1/product/{productId}/users',
    quota: 'none',
    scopes: ['https://www.googleapis.com/auth/apps.licensing'],
    answer: (call) => {
      const { world, query, parameters } = call
      if (parameters['productId'] !== geminiProduct) return notFound('productId')
      if (query.get('customerId') !== world.customerId) return invalidParameter('customerId')
      const licensed = chosen(
        world.users,
        world.users.select('licensed', ({ skus }) => skus.length > 0),
      )
      return listAnswer(call, licensed, {
        kind: 'licensing#licenseAssignmentList',
        field: 'items',
        size: { default: 100, max: 1_000 },
        render: ({ email, skus }) =>
          skus.map((skuId) => ({
            kind: 'licensing#licenseAssignment',
            userId: email,
            productId: geminiProduct,
            productName: 'Gemini',
            skuId,
            skuName: names[skuId] ?? skuId,
          })),
      })
    },
  },
]
