import { held } from '@opencasb/simulator-kit'
import { isEnough } from '../access/permission.ts'
import { noContent, notFound, ok, problem } from '../http/answer.ts'
import type { RepositoryCall, Route } from '../http/call.ts'
import { moment, momentOrNull } from '../http/links.ts'
import { counted, listed } from '../http/listing.ts'
import type { Affiliation } from '../world/repository-access.ts'
import { fitsPattern } from '../world/ruleset-matching.ts'
import { simpleUser } from './render/account.ts'
import { branchProtectionBody } from './render/branch-protection.ts'
import { environmentBody } from './render/environment.ts'
import { repositoryHook } from './render/hook.ts'
import { fullRepository, repositoryView } from './render/repository.ts'
import { branchRules, fullRuleset, listedRuleset, type RulesetScope } from './render/ruleset.ts'
import { listedTeam, permissionsOf, roleAsPermission } from './render/team.ts'
import { organizationRulesetBypass, repositoryRulesetBypass } from './route-permissions.ts'

const upgrade = 'Upgrade to GitHub Pro or make this repository public to enable this feature.'

function url({ links, place, repository }: RepositoryCall): string {
  return `${links.api}/repos/${place.organization.login}/${repository.name}`
}

function rulesetScope({ place, repository, links }: RepositoryCall): RulesetScope {
  return { organization: place.organization, repository, links }
}

function isAffiliation(value: string): value is Affiliation {
  return value === 'all' || value === 'direct' || value === 'outside'
}

/** Routes of one repository. */
export const repositoryRoutes: readonly Route[] = [
  {
    route: 'GET /repos/{owner}/{repo}',
    about: 'repository',
    answer: (call) => ({
      status: 200,
      body: fullRepository(call.repository, repositoryView(call.place, call.grant, call.links)),
    }),
  },
  {
    route: 'GET /repos/{owner}/{repo}/hooks',
    about: 'repository',
    answer: (call) =>
      listed(call, held(call.place.parts.hooks(call.repository)), (one) => repositoryHook(one, url(call))),
  },
  {
    route: 'GET /repos/{owner}/{repo}/keys',
    about: 'repository',
    answer: (call) =>
      listed(call, held(call.place.parts.deployKeys(call.repository)), (key) => ({
        id: key.id,
        key: key.key,
        url: `${url(call)}/keys/${key.id}`,
        title: key.title,
        verified: key.verified,
        created_at: moment(key.createdAt),
        read_only: key.readOnly,
        added_by: key.addedBy ?? null,
        last_used: momentOrNull(key.lastUsed),
        enabled: key.enabled,
      })),
  },
  {
    route: 'GET /repos/{owner}/{repo}/collaborators',
    about: 'repository',
    answer: (call) => {
      const affiliation = call.query.get('affiliation') ?? 'all'
      const wanted = call.query.get('permission')
      const all = call.place.access.collaborators(call.repository, isAffiliation(affiliation) ? affiliation : 'all')
      const people = all.filter(({ role }) => wanted === null || permissionsOf(role)[wanted] === true)
      return listed(call, held(people), ({ person, role }) => ({
        ...simpleUser(person.account, call.links),
        permissions: permissionsOf(role),
        role_name: role,
      }))
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/teams',
    about: 'repository',
    answer: (call) =>
      listed(call, held(call.place.access.teams(call.repository)), ({ team, role }) => ({
        ...listedTeam(team, call.place.organization, call.links),
        permission: roleAsPermission[role],
        permissions: permissionsOf(role),
      })),
  },
  {
    route: 'GET /repos/{owner}/{repo}/environments',
    about: 'repository',
    answer: (call) =>
      listed(
        call,
        held(call.place.parts.environments(call.repository)),
        (one) => environmentBody(one, call),
        counted('environments'),
      ),
  },
  {
    route: 'GET /repos/{owner}/{repo}/actions/permissions',
    about: 'repository',
    answer: (call) => {
      const { actionsEnabled, actionsAllowed, actionsShaPinningRequired } = call.repository
      if (!actionsEnabled) return ok({ enabled: false })
      return ok({
        enabled: true,
        allowed_actions: actionsAllowed,
        ...(actionsAllowed === 'selected'
          ? { selected_actions_url: `${url(call)}/actions/permissions/selected-actions` }
          : {}),
        sha_pinning_required: actionsShaPinningRequired,
      })
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/actions/permissions/workflow',
    about: 'repository',
    answer: ({ repository }) =>
      ok({
        default_workflow_permissions: repository.workflowDefaultPermissions,
        can_approve_pull_request_reviews: repository.workflowCanApproveReviews,
      }),
  },
  {
    route: 'GET /repos/{owner}/{repo}/branches/{branch}/protection',
    about: 'repository',
    answer: (call) => {
      const { place, repository } = call
      if (!place.parts.canBeProtected(repository)) return problem(403, upgrade)
      const branch = call.parameters['branch'] ?? ''
      const known = branch === repository.defaultBranch && !repository.empty
      if (!known) return problem(404, 'Branch not found')
      const rule = place.parts.branchProtections(repository).find(({ pattern }) => fitsPattern(branch, pattern))
      if (!rule) return problem(404, 'Branch not protected')
      const address = `${url(call)}/branches/${encodeURIComponent(branch)}/protection`
      return ok(branchProtectionBody(rule, { organization: place.organization, links: call.links, url: address }))
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/rules/branches/{branch}',
    about: 'repository',
    answer: (call) => {
      if (!call.place.parts.canBeProtected(call.repository)) return problem(403, upgrade)
      const active = call.place.parts.activeRulesets(call.repository, call.parameters['branch'] ?? '')
      const scope = rulesetScope(call)
      return listed(call, held(active.flatMap((one) => branchRules(one, scope))), (rule) => rule)
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/rulesets',
    about: 'repository',
    answer: (call) => {
      if (!call.place.parts.canBeProtected(call.repository)) return problem(403, upgrade)
      const all = call.place.parts.allRulesets(call.repository)
      const own = call.query.get('includes_parents') === 'false'
      const rulesets = own ? all.filter(({ from }) => from === 'repository') : all
      return listed(call, held(rulesets), (one) => listedRuleset(one, rulesetScope(call)))
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}',
    about: 'repository',
    answer: (call) => {
      const all = call.place.parts.allRulesets(call.repository)
      const found = all.find(({ ruleset }) => String(ruleset.id) === call.parameters['ruleset_id'])
      if (!found) return notFound()
      const needed = found.from === 'repository' ? repositoryRulesetBypass : organizationRulesetBypass
      const about = {
        organization: call.place.organization.login,
        isPublic: call.repository.visibility === 'public' && found.from === 'repository',
      }
      return ok(fullRuleset(found, rulesetScope(call), isEnough(needed, call.grant, about)))
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/vulnerability-alerts',
    about: 'repository',
    answer: ({ repository }) =>
      repository.dependabotAlerts ? noContent() : problem(404, 'Vulnerability alerts are disabled.'),
  },
  {
    route: 'GET /repos/{owner}/{repo}/automated-security-fixes',
    about: 'repository',
    answer: ({ repository }) =>
      repository.dependabotAlerts ? ok({ enabled: repository.dependabotSecurityUpdates, paused: false }) : notFound(),
  },
  {
    route: 'GET /repos/{owner}/{repo}/private-vulnerability-reporting',
    about: 'repository',
    answer: ({ repository }) =>
      repository.visibility === 'public'
        ? ok({ enabled: repository.privateVulnerabilityReporting })
        : problem(422, 'Private vulnerability reporting is for public repositories only.'),
  },
  {
    route: 'GET /repos/{owner}/{repo}/immutable-releases',
    about: 'repository',
    answer: ({ repository, place }) => {
      const enforced = place.organization.settings.immutableReleases === 'all'
      if (!enforced && !repository.immutableReleases) return notFound()
      return ok({ enabled: true, enforced_by_owner: enforced })
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/code-scanning/default-setup',
    about: 'repository',
    answer: ({ repository, place }) => {
      if (!repository.advancedSecurity) {
        return problem(403, 'Code scanning is not enabled for this repository.')
      }
      const configured = repository.codeScanning
      return ok({
        state: configured ? 'configured' : 'not-configured',
        languages: ['javascript-typescript'],
        runner_type: null,
        runner_label: null,
        query_suite: 'default',
        threat_model: 'remote',
        updated_at: configured ? moment(place.organization.epoch - 40 * 86_400_000) : null,
        schedule: configured ? 'weekly' : null,
      })
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/properties/values',
    about: 'repository',
    answer: ({ repository }) =>
      ok([{ property_name: 'production', value: String(repository.topics.includes('production')) }]),
  },
]
