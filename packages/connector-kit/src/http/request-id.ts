const names = ['x-github-request-id', 'x-request-id', 'request-id', 'x-ms-request-id', 'x-amzn-requestid', 'cf-ray']

/** The vendor's id of a request, for its support. */
export function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  for (const name of names) {
    const value = headers[name]
    if (value) return value.slice(0, 100)
  }
  return undefined
}
