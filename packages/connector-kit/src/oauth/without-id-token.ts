/**
 * An answer of a token endpoint without its id token. Some vendors add one that nobody asked for; finding fault with it
 * would lose a refresh token that was replaced, and nothing that it says is checked by a signature.
 */
export async function withoutIdToken(response: Response): Promise<Response> {
  if (!response.ok) return response
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  if (typeof body !== 'object' || body === null || !('id_token' in body)) return response
  const { id_token: _idToken, ...rest } = body
  return new Response(JSON.stringify(rest), { status: response.status, headers: response.headers })
}
