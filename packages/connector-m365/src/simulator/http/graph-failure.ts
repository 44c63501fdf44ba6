import { type Answer, jsonAnswer } from '@opencasb/simulator-kit'

/** A refusal in Graph's words. */
export function graphFailure(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return jsonAnswer(
    { error: { code, message, innerError: { 'request-id': '00000000-0000-0000-0000-000000000000' } } },
    status,
    headers,
  )
}

/** The application lacks a permission. */
export function denied(): Answer {
  return graphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
}

/** The tenant lacks a plan. */
export function unlicensed(): Answer {
  return graphFailure(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    'Neither tenant is B2C or tenant does not have premium license',
  )
}

/** There is no such thing. */
export function notFound(id: string): Answer {
  return graphFailure(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}
