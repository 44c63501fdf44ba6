/** Adds what proves the client to a request at the token endpoint. */
export type ProveClient = (body: URLSearchParams, headers: Headers) => void | Promise<void>

/** The host's own app at a vendor. */
export interface OauthClient {
  readonly clientId: string
  readonly prove: ProveClient
}

/** A client that proves itself by a secret in the body. */
export function clientWithSecret(clientId: string, clientSecret: string): OauthClient {
  return {
    clientId,
    prove: (body) => {
      body.set('client_id', clientId)
      body.set('client_secret', clientSecret)
    },
  }
}
