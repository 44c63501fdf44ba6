import { held } from '@opencasb/simulator-kit'
import { notFound, ok } from '../http/answer.ts'
import type { Route } from '../http/call.ts'
import { moment } from '../http/links.ts'
import { listed } from '../http/listing.ts'
import type { QuotaState } from '../limits/quota.ts'
import { simpleUser } from './render/account.ts'
import { simpleOrganization } from './render/organization.ts'

function rate({ limit, used, remaining, reset }: QuotaState): Record<string, number> {
  return { limit, used, remaining, reset }
}

/** Routes about nobody's data in particular. */
export const generalRoutes: readonly Route[] = [
  {
    route: 'GET /meta',
    about: 'anything',
    answer: () =>
      ok({
        verifiable_password_authentication: false,
        hooks: ['192.0.2.0/24'],
        web: ['198.51.100.0/24'],
        api: ['203.0.113.0/24'],
        git: ['203.0.113.0/24'],
        domains: { website: ['*.github.example.com'] },
      }),
  },
  {
    route: 'GET /rate_limit',
    about: 'anything',
    answer: ({ quota }) => {
      const core = quota('core')
      const other = { ...core, limit: 30, used: 0, remaining: 30 }
      return ok({
        resources: { core: rate(core), graphql: rate(quota('graphql')), search: rate(other) },
        rate: rate(core),
      })
    },
  },
  {
    route: 'GET /user',
    about: 'anything',
    answer: ({ grant, world, links }) => {
      const account = world.places.map(({ organization }) => organization.owner()).find(({ id }) => id === grant?.id)
      if (!account) return notFound()
      return ok({
        ...simpleUser(account, links),
        name: account.name,
        company: null,
        blog: '',
        location: null,
        email: null,
        notification_email: null,
        hireable: null,
        bio: null,
        twitter_username: null,
        public_repos: 0,
        public_gists: 0,
        followers: 0,
        following: 0,
        created_at: moment(account.createdAt),
        updated_at: moment(account.createdAt),
      })
    },
  },
  {
    route: 'GET /user/orgs',
    about: 'anything',
    answer: (call) => {
      // Fine-grained tokens always get an empty list here.
      const places = call.grant?.kind === 'pat-classic' ? call.world.places : []
      return listed(call, held(places), (place) => simpleOrganization(place, call.links))
    },
  },
]
