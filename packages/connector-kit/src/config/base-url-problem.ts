/**
 * What is wrong with the root of an API that a user has given, as it stands behind the name of the field; `undefined` where nothing is.
 * @param example how such a URL looks at this vendor: `https://github.example.com/api/v3`
 */
export function baseUrlProblem(text: string, example: string): string | undefined {
  if (!URL.canParse(text)) return `must be a URL such as ${example}`
  const url = new URL(text)
  if (url.username || url.password) return 'must not hold a user name or password'
  if (url.search || url.hash) return 'must not have a query or fragment'
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return 'must begin with https:// (http:// is for loopback only)'
  return url.protocol === 'http:' || url.protocol === 'https:' ? undefined : 'must begin with https://'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
