import { describe, expect, it } from 'vitest'
import { createM365Simulator, type RunningM365Simulator } from '../create-m365-simulator.ts'

interface Item {
  readonly id: string
  readonly deleted?: object
  readonly shared?: object
  readonly folder?: object
  readonly parentReference?: { readonly id?: string }
}
interface Feed {
  readonly value: readonly Item[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.deltaLink'?: string
}

const world = { users: 60, oneDrives: 4, sites: 3, itemsPerDrive: 60, domains: 1, pageSize: 25 }

/** Runs a tenant, and asks it as an application that may read files. */
async function withTenant(
  limits: 'off' | 'documented',
  run: (get: (path: string) => Promise<Response>, simulator: RunningM365Simulator) => Promise<void>,
): Promise<void> {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const simulator = await createM365Simulator({ world, limits, now: () => now })
  try {
    const { credentials, config } = simulator.integration({
      authKind: 'client-secret',
      permissions: ['Sites.Read.All', 'User.Read.All'],
    })
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      client_id: credentials['clientId'] ?? '',
      client_secret: credentials['clientSecret'] ?? '',
    })
    const answer = await fetch(`${simulator.url}/${config.tenant}/oauth2/v2.0/token`, { method: 'POST', body })
    const { access_token } = (await answer.json()) as { access_token: string }
    const headers = { authorization: `Bearer ${access_token}` }
    const urlOf = (path: string): string => (path.startsWith('http') ? path : `${simulator.url}/v1.0${path}`)
    await run((path) => fetch(urlOf(path), { headers }), simulator)
  } finally {
    await simulator.close()
  }
}

async function readFeed(
  get: (path: string) => Promise<Response>,
  path: string,
): Promise<{ items: Item[]; end: string }> {
  const items: Item[] = []
  for (let at = path; ; ) {
    const page = (await (await get(at)).json()) as Feed
    items.push(...page.value)
    const end = page['@odata.deltaLink']
    if (end !== undefined) return { items, end }
    at = page['@odata.nextLink'] ?? ''
  }
}

async function firstLibrary(get: (path: string) => Promise<Response>): Promise<string> {
  const sites = (await (await get('/sites/getAllSites')).json()) as { value: { id: string; isPersonalSite: boolean }[] }
  const [site] = sites.value.filter(({ isPersonalSite }) => !isPersonalSite)
  const drives = (await (await get(`/sites/${encodeURIComponent(site?.id ?? '')}/drives`)).json()) as Feed
  return drives.value[0]?.id ?? ''
}

describe('simulated drives', () => {
  it('tell everything first, then what changed, and end where a new reading ends', () =>
    withTenant('off', async (get, simulator) => {
      const drive = await firstLibrary(get)
      const path = `/drives/${drive}/root/delta`
      const { items, end } = await readFeed(get, path)
      expect(items).toHaveLength(world.itemsPerDrive)
      simulator.mutate(5, 300)
      const changes = await readFeed(get, end)
      expect(changes.items.length).toBeGreaterThan(0)
      const state = new Map(items.map((item) => [item.id, item]))
      for (const item of changes.items) {
        if (item.deleted) state.delete(item.id)
        else state.set(item.id, item)
      }
      const fresh = await readFeed(get, path)
      const ids = (list: Iterable<Item>) => [...list].map(({ id }) => id).sort()
      expect(ids(state.values())).toEqual(ids(fresh.items))
      simulator.expireFeeds()
      const gone = await get(changes.end)
      expect(gone.status).toBe(410)
      expect(gone.headers.get('location')).toContain(path)
    }))

  it('list what a folder passes on among the permissions of what is in it', () =>
    withTenant('off', async (get) => {
      const drive = await firstLibrary(get)
      const { items } = await readFeed(get, `/drives/${drive}/root/delta`)
      const permissions = async (id: string): Promise<string[]> => {
        const answer = (await (await get(`/drives/${drive}/items/${id}/permissions`)).json()) as Feed
        return answer.value.map((one) => one.id)
      }
      const folders = new Set(items.flatMap(({ id, folder, shared }) => (folder && shared ? [id] : [])))
      const inside = items.find(({ parentReference }) => folders.has(parentReference?.id ?? ''))
      const above = await permissions(inside?.parentReference?.id ?? '')
      expect(above.length).toBeGreaterThan(1)
      expect(await permissions(inside?.id ?? '')).toEqual(expect.arrayContaining(above))
    }))

  it("are throttled in SharePoint's words, and blocked for those who go on asking", () =>
    withTenant('documented', async (get) => {
      const seen = new Map<number, string>()
      for (let at = 0; at < 1300 && !seen.has(503); at++) {
        const answer = await get('/drives/none/root/delta')
        const { error } = (await answer.json()) as { error: { code: string } }
        seen.set(answer.status, error.code)
        if (answer.status === 429) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
      }
      expect([...seen]).toEqual([
        [404, 'itemNotFound'],
        [429, 'activityLimitReached'],
        [503, 'serviceNotAvailable'],
      ])
    }))
})
