import { request } from 'undici'

/** Follows an authorisation URL as a browser does, cookies kept, until it leaves for the host's redirect address. */
export async function visit(authorization: string, redirectUri: string): Promise<Readonly<Record<string, string>>> {
  const cookies = new Map<string, string>()
  let url = new URL(authorization)
  for (let hops = 0; hops < 12; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await request(url, { headers: cookie === '' ? {} : { cookie } })
    const text = await answer.body.text()
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const { location } = answer.headers
    if (typeof location !== 'string') throw new Error(`${answer.statusCode} at ${url.pathname}: ${text.slice(0, 300)}`)
    url = new URL(location, url)
    if (url.href.startsWith(redirectUri)) return Object.fromEntries(url.searchParams)
  }
  throw new Error('The redirects do not end')
}
