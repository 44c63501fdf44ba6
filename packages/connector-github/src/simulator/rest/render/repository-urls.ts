import type { Links } from '../../http/links.ts'

const hole = '\u0001'

function urls(owner: string, { api, html }: Links): Record<string, string | null> {
  const url = `${api}/repos/${owner}/${hole}`
  const page = `${html}/${owner}/${hole}`
  return {
    html_url: page,
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    git_url: `git:${page.slice(6)}.git`,
    ssh_url: `git@github.example.com:${owner}/${hole}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
  }
}

const templates = new Map<string, readonly string[]>()

/**
 * The addresses of a repository as members of a JSON object, without the braces. They are most of what a page of
 * repositories holds, so that they are put together from prepared pieces.
 */
export function repositoryUrls(owner: string, name: string, links: Links): string {
  const key = `${owner} ${links.api}`
  let pieces = templates.get(key)
  if (!pieces) {
    pieces = JSON.stringify(urls(owner, links)).slice(1, -1).split('\\u0001')
    // A simulator is reached under few hosts; a test that goes through many ports must not pile them up.
    if (templates.size > 64) templates.clear()
    templates.set(key, pieces)
  }
  return pieces.join(name)
}
