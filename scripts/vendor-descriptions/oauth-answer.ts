import { isObject, shown } from './exchange.ts'

/** Looks at the answer of a token endpoint, which no vendor describes: RFC 6749, sections 5.1 and 5.2. */
export function checkTokenAnswer(status: number, body: unknown): readonly string[] {
  if (!isObject(body)) return [`a token endpoint answered ${shown(body)}, which is no object`]
  const text = (name: string): readonly string[] =>
    typeof body[name] === 'string' ? [] : [`${name} of a token endpoint's answer is ${shown(body[name])}, not a string`]
  if (status >= 400) return text('error')
  const seconds = body['expires_in']
  return [
    ...text('access_token'),
    ...text('token_type'),
    ...(seconds === undefined || typeof seconds === 'number'
      ? []
      : [`expires_in of a token endpoint's answer is ${shown(seconds)}, not a number`]),
  ]
}
