import type { Redactor } from '../redact/redact.ts'
import type { AccessToken } from '../tokens/token-source.ts'
import type { Authorization } from './http-client.ts'

/** Builds the headers that sign a request, once per token. */
export function createTokenHeaders(
  authorization: Authorization,
  redactor: Redactor,
): (token: AccessToken) => Readonly<Record<string, string>> {
  const { headers = (token: string) => ({ authorization: `Bearer ${token}` }) } = authorization
  const built = new WeakMap<AccessToken, Readonly<Record<string, string>>>()
  return (token) => {
    let result = built.get(token)
    if (!result) {
      const revealed = token.value.reveal()
      redactor.add(revealed)
      result = headers(revealed)
      built.set(token, result)
    }
    return result
  }
}
