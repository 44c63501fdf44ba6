import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { createFakeClock } from '@opencasb/testkit'
import { HttpResponse, http } from 'msw'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createHttpClient } from '../http/create-http-client.ts'
import { linkPages } from '../paginate/link-pages.ts'
import { createNodeTransport } from './create-node-transport.ts'

const network = defineNetwork({
  sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
  handlers: [],
  onUnhandledFrame: 'error',
  context: { quiet: true },
})
beforeAll(() => network.enable())
afterEach(() => network.resetHandlers())
afterAll(() => network.disable())

it('reads a listing over TLS sockets, page by page, the failing one again', async () => {
  let failures = 1
  network.use(
    http.get('https://api.example.com/orgs/acme/repos', ({ request }) => {
      const page = Number(new URL(request.url).searchParams.get('page') ?? 1)
      if (page === 2 && failures-- > 0) return new HttpResponse(null, { status: 502 })
      const link = `<https://api.example.com/orgs/acme/repos?page=${page + 1}>; rel="next"`
      return HttpResponse.json([{ id: page }], { headers: page < 3 ? { link } : {} })
    }),
  )
  const transport = createNodeTransport()
  const client = createHttpClient({ baseUrl: 'https://api.example.com', transport, clock: createFakeClock() })
  const item = z.object({ id: z.number() })
  const ids: number[] = []
  for await (const page of linkPages(client, '/orgs/acme/repos', { item, signal: new AbortController().signal })) {
    ids.push(...page.items.map(({ id }) => id))
  }
  await transport.close()
  expect(ids).toEqual([1, 2, 3])
})
