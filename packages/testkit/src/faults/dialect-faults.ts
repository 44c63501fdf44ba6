import type { ConnectorFault } from './connector-fault.ts'
import type { FaultHeader } from './fault.ts'

const second = 1_000

const resetIn =
  (seconds: number): FaultHeader =>
  (now) =>
    String(Math.round(now / second) + seconds)

const secondaryLimit = {
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  documentation_url:
    'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits',
}
const primaryLimit = {
  message: 'API rate limit exceeded for user ID 1.',
  documentation_url: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
}
const googleLimit = (code: number, reason: string) => ({
  error: {
    code,
    message: 'User-rate limit exceeded. Retry later.',
    errors: [{ domain: 'usageLimits', reason, message: 'User-rate limit exceeded. Retry later.' }],
  },
})

/** @see https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#rate-limit-errors */
const github: readonly ConnectorFault[] = [
  ...[403, 429].map(
    (status): ConnectorFault => ({
      id: 'F04',
      name: `secondary-limit-${status}-with-time`,
      title: `[F04] a secondary limit (${status}) with Retry-After is waited for`,
      rules: [
        {
          source: 'stream',
          times: 1,
          fault: { kind: 'status', status, headers: { 'retry-after': '20' }, body: secondaryLimit },
        },
      ],
      outcome: 'complete',
      waitsMs: 20 * second,
    }),
  ),
  {
    id: 'F04',
    name: 'secondary-limit-without-time',
    title: '[F04] a secondary limit without Retry-After is waited for at least a minute',
    rules: [{ source: 'stream', times: 1, fault: { kind: 'status', status: 403, body: secondaryLimit } }],
    outcome: 'complete',
    waitsMs: 60 * second,
  },
  {
    id: 'F05',
    name: 'primary-limit-for-seconds',
    title: '[F05] a primary limit that ends in 30 seconds is waited for',
    rules: [
      {
        source: 'stream',
        times: 1,
        fault: {
          kind: 'status',
          status: 403,
          headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetIn(30) },
          body: primaryLimit,
        },
      },
    ],
    outcome: 'complete',
    waitsMs: 28 * second,
  },
  {
    id: 'F05',
    name: 'primary-limit-for-an-hour',
    title: '[F05] a primary limit that ends in an hour ends the scan in order',
    rules: [
      {
        source: 'stream',
        after: 1,
        fault: {
          kind: 'status',
          status: 403,
          headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetIn(3_600) },
          body: primaryLimit,
        },
      },
    ],
    outcome: 'incomplete',
  },
  {
    id: 'F05',
    name: 'primary-limit-reset-in-the-past',
    title: '[F05] a primary limit that ended in the past is asked again without haste',
    rules: [
      {
        source: 'stream',
        times: 1,
        fault: {
          kind: 'status',
          status: 403,
          headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetIn(-60) },
          body: primaryLimit,
        },
      },
    ],
    outcome: 'complete',
  },
]

/** @see https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
const graphql: readonly ConnectorFault[] = [
  ...['RATE_LIMITED', 'RATE_LIMIT'].map(
    (type): ConnectorFault => ({
      id: 'F06',
      name: `graphql-${type.toLowerCase().replace('_', '-')}`,
      title: `[F06] an error of the type ${type} with status 200 is waited for`,
      rules: [
        {
          source: 'stream',
          times: 1,
          match: isGraphql,
          fault: {
            kind: 'status',
            status: 200,
            headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetIn(30) },
            body: { errors: [{ type, message: 'API rate limit already exceeded for user ID 1.' }] },
          },
        },
      ],
      outcome: 'complete',
    }),
  ),
  ...['FORBIDDEN', 'NOT_FOUND', 'MAX_NODE_LIMIT_EXCEEDED'].map(
    (type): ConnectorFault => ({
      id: 'F06',
      name: `graphql-${type.toLowerCase().replaceAll('_', '-')}`,
      title: `[F06] an error of the type ${type} with status 200 is a gap`,
      rules: [
        {
          source: 'stream',
          match: isGraphql,
          fault: { kind: 'status', status: 200, body: { data: null, errors: [{ type, message: 'Refused.' }] } },
        },
      ],
      outcome: 'incomplete',
    }),
  ),
  {
    id: 'F06',
    name: 'graphql-null-data',
    title: '[F06] an answer whose data is null is no empty list',
    rules: [{ source: 'stream', match: isGraphql, fault: { kind: 'status', status: 200, body: { data: null } } }],
    outcome: 'incomplete',
  },
]

/** @see https://developers.google.com/workspace/admin/directory/v1/limits */
const google: readonly ConnectorFault[] = [
  { status: 403, reason: 'userRateLimitExceeded' },
  { status: 403, reason: 'quotaExceeded' },
  { status: 429, reason: 'rateLimitExceeded' },
].map(({ status, reason }) => ({
  id: 'F07',
  name: `google-${status}-${reason.toLowerCase()}`,
  title: `[F07] a ${status} with the reason ${reason} is a quota, not a missing permission`,
  rules: [{ source: 'stream', times: 1, fault: { kind: 'status', status, body: googleLimit(status, reason) } }],
  outcome: 'complete',
  dialect: 'google',
}))

/** @see https://learn.microsoft.com/en-us/graph/throttling */
const microsoft: readonly ConnectorFault[] = [
  {
    id: 'F08',
    name: 'graph-429-without-time',
    title: '[F08] a 429 of Microsoft Graph without Retry-After is waited for',
    rules: [
      {
        source: 'stream',
        times: 1,
        fault: {
          kind: 'status',
          status: 429,
          body: { error: { code: 'TooManyRequests', message: 'Too many requests' } },
        },
      },
    ],
    outcome: 'complete',
  },
]

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
const salesforce: readonly ConnectorFault[] = [
  {
    id: 'F09',
    name: 'salesforce-request-limit-exceeded',
    title: '[F09] a daily quota that is used up ends the scan in order',
    rules: [
      {
        source: 'stream',
        after: 1,
        fault: {
          kind: 'status',
          status: 403,
          body: [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
        },
      },
    ],
    outcome: 'incomplete',
  },
]

function isGraphql(request: { readonly path: string }): boolean {
  return request.path.includes('graphql')
}

/** Quotas and refusals in the words of one vendor each. */
export const dialectFaults: readonly ConnectorFault[] = [
  ...github.map((fault) => ({ ...fault, dialect: 'github' as const })),
  ...graphql.map((fault) => ({ ...fault, dialect: 'graphql' as const })),
  ...google,
  ...microsoft.map((fault) => ({ ...fault, dialect: 'microsoft' as const })),
  ...salesforce.map((fault) => ({ ...fault, dialect: 'salesforce' as const })),
]
