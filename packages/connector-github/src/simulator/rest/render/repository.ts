import { type Grant, hasPermission } from '../../access/grant.ts'
import { allScopes } from '../../access/permission.ts'
import { type Links, moment } from '../../http/links.ts'
import { nodeId } from '../../world/node-id.ts'
import type { Repository } from '../../world/repository.ts'
import type { Place } from '../../world/world.ts'
import { organizationAccount } from './account.ts'
import { repositoryUrls } from './repository-urls.ts'

/** What somebody sees of the repositories of a place. */
export interface RepositoryView {
  readonly place: Place
  readonly links: Links
  /** Whether settings that only administrators see are shown. */
  readonly administers: boolean
  /** The `permissions` of the account that asks. */
  readonly permissions: string
  /** The owner as JSON. */
  readonly owner: string
}

const licenses = {
  mit: { key: 'mit', name: 'MIT License', spdx_id: 'MIT' },
  'apache-2.0': { key: 'apache-2.0', name: 'Apache License 2.0', spdx_id: 'Apache-2.0' },
} as const

/** How this grant sees the repositories of a place. */
export function repositoryView(place: Place, grant: Grant, links: Links): RepositoryView {
  const own = grant.organizations.has(place.organization.login)
  const classic = grant.kind === 'pat-classic'
  const administers =
    own && (classic ? allScopes(grant).has('repo') : hasPermission(grant.permissions, 'administration:read'))
  const all = own && grant.kind !== 'github-app'
  return {
    place,
    links,
    administers,
    permissions: JSON.stringify({
      admin: all,
      maintain: all,
      push: all,
      triage: all,
      pull: grant.kind !== 'github-app',
    }),
    owner: JSON.stringify(organizationAccount(place.organization, links)),
  }
}

function status(enabled: boolean): string {
  return enabled ? '{"status":"enabled"}' : '{"status":"disabled"}'
}

function security(repository: Repository): string {
  // Public repositories have Advanced Security without a licence; GitHub leaves the field out for them.
  const advanced =
    repository.visibility === 'public' ? '' : `"advanced_security":${status(repository.advancedSecurity)},`
  return (
    `{${advanced}"secret_scanning":${status(repository.secretScanning)}` +
    `,"secret_scanning_push_protection":${status(repository.pushProtection)}` +
    `,"dependabot_security_updates":${status(repository.dependabotSecurityUpdates)}` +
    `,"secret_scanning_non_provider_patterns":${status(false)}` +
    `,"secret_scanning_validity_checks":${status(false)}}`
  )
}

/** The members that every form of a repository has, without its addresses. */
function beginning(repository: Repository, view: RepositoryView): string {
  const { name } = repository
  return (
    `{"id":${repository.id},"node_id":"${nodeId('repository', repository.id)}","name":"${name}"` +
    `,"full_name":"${view.place.organization.login}/${name}","private":${repository.visibility !== 'public'}` +
    `,"description":${repository.description === undefined ? 'null' : JSON.stringify(repository.description)}` +
    `,"fork":${repository.fork},"owner":`
  )
}

/** What follows the addresses in lists. */
function ending(repository: Repository, view: RepositoryView): string {
  const license = repository.license && licenses[repository.license]
  return (
    `,"homepage":null,"language":"${repository.language}","forks_count":${repository.forks}` +
    `,"stargazers_count":${repository.stars},"watchers_count":${repository.stars},"size":${repository.size}` +
    `,"default_branch":"${repository.defaultBranch}","open_issues_count":${repository.openIssues}` +
    `,"is_template":${repository.template},"topics":${JSON.stringify(repository.topics)}` +
    `,"has_issues":${repository.hasIssues},"has_projects":${repository.hasProjects},"has_wiki":${repository.hasWiki}` +
    `,"has_pages":false,"has_downloads":true,"has_discussions":false,"archived":${repository.archived}` +
    `,"disabled":${repository.disabled},"visibility":"${repository.visibility}"` +
    `,"pushed_at":"${moment(repository.pushedAt)}","created_at":"${moment(repository.createdAt)}"` +
    `,"updated_at":"${moment(repository.updatedAt)}","permissions":${view.permissions}` +
    `,"license":${license ? licenseText(license, view.links) : 'null'},"allow_forking":${repository.allowForking}` +
    `,"web_commit_signoff_required":${repository.signoffRequired},"forks":${repository.forks}` +
    `,"open_issues":${repository.openIssues},"watchers":${repository.stars}` +
    `${view.administers ? `,"security_and_analysis":${security(repository)}` : ''}}`
  )
}

function addresses(repository: Repository, view: RepositoryView): string {
  return repositoryUrls(view.place.organization.login, repository.name, view.links)
}

/** A repository as it stands within other things, as JSON. */
export function simpleRepository(repository: Repository, view: RepositoryView): string {
  return `${beginning(repository, view)}${view.owner},${addresses(repository, view)}}`
}

/** A repository in a list, as JSON. */
export function listedRepository(repository: Repository, view: RepositoryView): string {
  return `${beginning(repository, view)}${view.owner},${addresses(repository, view)}${ending(repository, view)}`
}

/**
 * A page of repositories as a JSON list, and a text that tells the same in a tenth of the length: the owner and the
 * addresses, most of the page, follow from the view and the names. These are by far the largest answers, so that they
 * are written straight into the body.
 */
export function repositoryPage(
  repositories: readonly Repository[],
  view: RepositoryView,
): { readonly body: Buffer; readonly gist: string } {
  const gist: string[] = [view.owner]
  const texts: string[] = []
  let length = 1
  for (const repository of repositories) {
    const first = beginning(repository, view)
    const urls = addresses(repository, view)
    const last = ending(repository, view)
    texts.push(first, urls, last)
    gist.push(first, last)
    length += first.length + view.owner.length + urls.length + last.length + 2
  }
  const shortened = gist.join('')
  // Only descriptions can hold anything but ASCII; then the length in bytes is another one.
  const body = Buffer.allocUnsafe(/^[\0-\x7f]*$/.test(shortened) ? Math.max(2, length) : length * 3)
  let at = body.write('[', 0, 'latin1')
  for (let part = 0; part < texts.length; part += 3) {
    at += body.write(`${part === 0 ? '' : ','}${texts[part]}`, at)
    at += body.write(view.owner, at, 'latin1')
    at += body.write(',', at, 'latin1')
    at += body.write(texts[part + 1] ?? '', at, 'latin1')
    at += body.write(texts[part + 2] ?? '', at)
  }
  at += body.write(']', at, 'latin1')
  return { body: body.subarray(0, at), gist: shortened }
}

/** A repository alone, as JSON. */
export function fullRepository(repository: Repository, view: RepositoryView): string {
  const merge = view.administers
    ? `,"allow_squash_merge":true,"allow_merge_commit":true,"allow_rebase_merge":true` +
      `,"allow_auto_merge":${repository.autoMerge},"delete_branch_on_merge":${repository.deleteBranchOnMerge}` +
      `,"allow_update_branch":false`
    : ''
  const alone = `,"organization":${view.owner},"network_count":${repository.forks},"subscribers_count":1${merge}}`
  return listedRepository(repository, view).slice(0, -1) + alone
}

function licenseText(license: (typeof licenses)[keyof typeof licenses], { api }: Links): string {
  return JSON.stringify({ ...license, url: `${api}/licenses/${license.key}`, node_id: nodeId('blob', license.key) })
}
