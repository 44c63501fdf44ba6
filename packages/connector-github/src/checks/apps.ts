import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type InstalledApp, installedApp } from '../resources/app/installed-app.ts'
import { broadPermissions, reachesOrganization } from './broad-permissions.ts'

const allowed = z.object({
  /** Slugs of apps that may have it: the last part of `https://github.com/apps/…`. */
  allowed: z.array(z.string().min(1)).default([]),
})
const see = 'https://docs.github.com/en/apps/using-github-apps/reviewing-and-modifying-installed-github-apps'
const accepted = 'The app is named as one that may'

function isAllowed({ slug }: InstalledApp, params: z.infer<typeof allowed>): boolean {
  return params.allowed.some((name) => name.toLowerCase() === slug.toLowerCase())
}

/** Installed apps cannot take the organisation over. */
export const appPermissionsNarrow: Check = defineCheck({
  id: 'github/app-permissions-narrow',
  version: 1,
  title: 'App with far-reaching permissions',
  severity: 'medium',
  category: 'third-party-access',
  risk: "Whoever gets hold of the app's key, at its maker's place, changes code, workflows, secrets or access of the organisation.",
  remediation:
    'In the settings of the organisation, open "GitHub Apps", and configure or uninstall the app; ask its maker for narrower permissions. Name apps that need theirs in the parameter "allowed".',
  frameworks: { 'cis-github': ['1.4.2', '1.4.3'] },
  see,
  on: installedApp,
  params: allowed,
  evaluate: ({ resource, params }) => {
    const broad = broadPermissions(resource.permissions)
    if (broad.length === 0) return pass()
    if (isAllowed(resource, params)) return notApplicable(accepted)
    const everywhere = resource.repositorySelection === 'all'
    return fail(`The app ${resource.slug} may write ${broad.join(', ')}`, {
      evidence: { write: broad, repositories: resource.repositorySelection, installed: resource.createdAt },
      ...((reachesOrganization(broad) || everywhere) && { severity: 'high' }),
    })
  },
})

/** Installed apps see the repositories that they are for. */
export const appRepositoriesSelected: Check = defineCheck({
  id: 'github/app-repositories-selected',
  version: 1,
  title: 'App has access to all repositories',
  severity: 'low',
  category: 'third-party-access',
  risk: 'The app reaches repositories that it has nothing to do with, those that are yet to come among them.',
  remediation:
    'In the settings of the organisation, open "GitHub Apps", choose "Configure" for the app, and under "Repository access" select the repositories that it needs.',
  frameworks: { 'cis-github': ['1.4.3'] },
  see,
  on: installedApp,
  params: allowed,
  evaluate: ({ resource, params }) => {
    if (resource.repositorySelection !== 'all') return pass()
    if (isAllowed(resource, params)) return notApplicable(accepted)
    return fail(`The app ${resource.slug} has access to all repositories`, {
      evidence: { repositories: resource.repositorySelection },
    })
  },
})

/** Apps that nobody uses are gone. */
export const appInUse: Check = defineCheck({
  id: 'github/app-in-use',
  version: 1,
  title: 'Suspended app is still installed',
  severity: 'low',
  category: 'third-party-access',
  risk: 'Lifting the suspension gives it back all that it had, without anybody looking at its permissions again.',
  remediation:
    'In the settings of the organisation, open "GitHub Apps", choose "Configure" for the app, and uninstall it.',
  frameworks: { 'cis-github': ['1.4.2'] },
  see,
  on: installedApp,
  evaluate: ({ resource }) =>
    resource.suspendedAt === null
      ? pass()
      : fail(`The app ${resource.slug} is suspended, and still installed`, {
          evidence: { suspendedAt: resource.suspendedAt },
        }),
})
