/** What is wrong with a redirect URI; undefined where nothing is. */
export function describeRedirect(uri: string): string | undefined {
  if (uri.includes('*')) return 'holds a wildcard'
  const parsed = URL.parse(uri)
  // Native clients have schemes of their own, such as msal:// or ms-appx-web://.
  if (parsed?.protocol !== 'http:') return undefined
  const host = parsed.hostname
  if (host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)) return undefined
  return 'is not encrypted'
}
