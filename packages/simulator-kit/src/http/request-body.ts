/** The body as JSON; `undefined` where there is none or it is none. */
export function jsonBody(body: string): unknown {
  try {
    return body === '' ? undefined : (JSON.parse(body) as unknown)
  } catch {
    return undefined
  }
}

/** The body of a request in which `Content-Type` is `application/x-www-form-urlencoded`: what is sent to token endpoints. */
export function formBody({
  headers,
  body,
}: {
  readonly headers: { readonly 'content-type'?: string | undefined }
  readonly body: string
}): URLSearchParams | undefined {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  return type === 'application/x-www-form-urlencoded' ? new URLSearchParams(body) : undefined
}
