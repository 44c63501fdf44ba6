import { chosen, everything, held, type Listing } from '@opencasb/simulator-kit'
import { allScopes, isEnough } from '../access/permission.ts'
import { notFound, ok, problem } from '../http/answer.ts'
import type { OrganizationCall, Route } from '../http/call.ts'
import { listed, pageOf } from '../http/listing.ts'
import type { Member } from '../world/member.ts'
import type { Repository } from '../world/repository.ts'
import { simpleUser } from './render/account.ts'
import { organizationHook } from './render/hook.ts'
import { organizationPlan, organizationSettingsFields, publicOrganization } from './render/organization.ts'
import { repositoryPage, repositoryView } from './render/repository.ts'
import { fullRuleset, listedRuleset } from './render/ruleset.ts'
import { listedTeam } from './render/team.ts'
import {
  concealedMembers,
  organizationDetails,
  organizationPlanPermission,
  organizationRulesetBypass,
} from './route-permissions.ts'

function about(call: OrganizationCall): { readonly organization: string } {
  return { organization: call.place.organization.login }
}

function members(call: OrganizationCall): Listing<Member> | 'owners only' {
  const { members: all } = call.place.organization
  const filter = call.query.get('filter') ?? 'all'
  const role = call.query.get('role') ?? 'all'
  const sees = isEnough(concealedMembers, call.grant, about(call))
  if (filter.startsWith('2fa_') && !sees) return 'owners only'
  if (filter === 'all' && role === 'all' && sees) return everything(all)
  const fits = (member: Member): boolean =>
    (sees || member.isPublic) &&
    (role === 'all' || member.role === role) &&
    (filter !== '2fa_disabled' || !member.twoFactor) &&
    // Nobody in this world uses text messages as the second factor.
    filter !== '2fa_insecure'
  return chosen(all, all.select(`members ${filter} ${role} ${sees}`, fits))
}

/** Whether a grant sees private repositories of an organisation. */
function seesPrivate(call: OrganizationCall): boolean {
  const own = call.grant.organizations.has(call.place.organization.login)
  return own && (call.grant.kind !== 'pat-classic' || allScopes(call.grant).has('repo'))
}

function repositories(call: OrganizationCall): Listing<Repository> {
  const { repositories: all } = call.place.organization
  const type = call.query.get('type') ?? 'all'
  const sort = call.query.get('sort') ?? 'created'
  const backwards = (call.query.get('direction') ?? (sort === 'full_name' ? 'asc' : 'desc')) === 'desc'
  const sees = seesPrivate(call)
  const fits = (repository: Repository): boolean =>
    (sees || repository.visibility === 'public') &&
    (type === 'all' ||
      type === 'member' ||
      (type === 'forks' && repository.fork) ||
      (type === 'sources' && !repository.fork) ||
      (type === 'public' && repository.visibility === 'public') ||
      (type === 'internal' && repository.visibility === 'internal') ||
      (type === 'private' && repository.visibility !== 'public'))
  if (sort === 'created' && type === 'all' && sees) return everything(all, backwards)
  const picked = all.select(`repositories ${type} ${sees}`, fits)
  if (sort === 'created') return chosen(all, picked, backwards)
  if (sort === 'full_name') {
    const names = new Map([...picked].map((index) => [index, all.get(index)?.name ?? '']))
    const byName = (a: number, b: number): number => ((names.get(a) ?? '') < (names.get(b) ?? '') ? -1 : 1)
    return chosen(all, Uint32Array.from([...picked].sort(byName)), backwards)
  }
  const sorted = all.sorted(sort, (one) => (sort === 'updated' ? one.updatedAt : one.pushedAt))
  const wanted = new Set(picked)
  return chosen(all, picked.length === sorted.length ? sorted : sorted.filter((index) => wanted.has(index)), backwards)
}

/** Routes of an organisation, its people, teams, webhooks, rulesets and repositories. */
export const organizationRoutes: readonly Route[] = [
  {
    route: 'GET /orgs/{org}',
    about: 'organization',
    answer: (call) =>
      ok({
        ...publicOrganization(call.place, call.links),
        ...(isEnough(organizationDetails, call.grant, about(call))
          ? organizationSettingsFields(call.place, call.world)
          : {}),
        ...(isEnough(organizationPlanPermission, call.grant, about(call))
          ? organizationPlan(call.place, call.world)
          : {}),
      }),
  },
  {
    route: 'GET /orgs/{org}/members',
    about: 'organization',
    answer: (call) => {
      const listing = members(call)
      if (listing === 'owners only') return problem(422, 'Only owners can use this filter.')
      return listed(call, listing, ({ account }) => simpleUser(account, call.links))
    },
  },
  {
    route: 'GET /orgs/{org}/outside_collaborators',
    about: 'organization',
    answer: (call) => {
      const { outsideCollaborators: all } = call.place.organization
      const filter = call.query.get('filter') ?? 'all'
      const listing =
        filter === 'all'
          ? everything(all)
          : chosen(
              all,
              all.select(`outside ${filter}`, ({ twoFactor }) => filter === '2fa_disabled' && !twoFactor),
            )
      return listed(call, listing, ({ account }) => simpleUser(account, call.links))
    },
  },
  {
    route: 'GET /orgs/{org}/teams',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      return listed(call, everything(organization.teams), (team) => listedTeam(team, organization, call.links))
    },
  },
  {
    route: 'GET /orgs/{org}/teams/{team_slug}/members',
    about: 'organization',
    answer: (call) => {
      const team = call.place.organization.teamBySlug(call.parameters['team_slug'] ?? '')
      if (!team) return notFound()
      const people = call.place.access.teamMembers(team)
      return listed(call, held(people), ({ account }) => ({
        ...simpleUser(account, call.links),
        role: people[0]?.account === account ? 'maintainer' : 'member',
        inherited: false,
      }))
    },
  },
  {
    route: 'GET /orgs/{org}/hooks',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      const url = `${call.links.api}/orgs/${organization.login}`
      return listed(call, everything(organization.hooks), (hook) => organizationHook(hook, url))
    },
  },
  {
    route: 'GET /orgs/{org}/rulesets',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      const scope = { organization, links: call.links }
      return listed(call, everything(organization.rulesets), (ruleset) =>
        listedRuleset({ ruleset, from: 'organization' }, scope),
      )
    },
  },
  {
    route: 'GET /orgs/{org}/rulesets/{ruleset_id}',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      const ruleset = [...organization.rulesets.all()].find(({ id }) => String(id) === call.parameters['ruleset_id'])
      if (!ruleset) return notFound()
      const mayChange = isEnough(organizationRulesetBypass, call.grant, about(call))
      return ok(fullRuleset({ ruleset, from: 'organization' }, { organization, links: call.links }, mayChange))
    },
  },
  {
    route: 'GET /orgs/{org}/repos',
    about: 'organization',
    answer: (call) => {
      const { items, headers } = pageOf(call, repositories(call))
      return { status: 200, headers, ...repositoryPage(items, repositoryView(call.place, call.grant, call.links)) }
    },
  },
  {
    route: 'GET /orgs/{org}/properties/values',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      return listed(call, everything(organization.repositories), ({ id, name, topics }) => ({
        repository_id: id,
        repository_name: name,
        repository_full_name: `${organization.login}/${name}`,
        properties: [{ property_name: 'production', value: String(topics.includes('production')) }],
      }))
    },
  },
]
