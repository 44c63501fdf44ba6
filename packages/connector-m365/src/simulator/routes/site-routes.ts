import type { SharepointSettings } from '@microsoft/microsoft-graph-types'
import { jsonAnswer } from '@opencasb/simulator-kit'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer, listAnswer } from '../http/list-answer.ts'
import { select } from '../http/select.ts'
import type { M365World } from '../world/world.ts'
import { itemNotFound, renderDrive } from './drive-routes.ts'

const readSites = ['Sites.Read.All', 'Sites.ReadWrite.All']

/** One tenant keeps everything shut, another leaves it as Microsoft delivers it. */
function settingsOf({ seed }: M365World): SharepointSettings {
  const isCareful = seed % 2 === 0
  return {
    sharingCapability: isCareful ? 'existingExternalUserSharingOnly' : 'externalUserAndGuestSharing',
    sharingDomainRestrictionMode: isCareful ? 'allowList' : 'none',
    sharingAllowedDomainList: isCareful ? ['example.net'] : [],
    sharingBlockedDomainList: [],
    isResharingByExternalUsersEnabled: !isCareful,
    isRequireAcceptingUserToMatchInvitedUserEnabled: isCareful,
    isLegacyAuthProtocolsEnabled: !isCareful,
    isUnmanagedSyncAppForTenantRestricted: isCareful,
  }
}

/** Sites, their document libraries, and the settings for all of them. */
export const siteRoutes: readonly GraphRoute[] = [
  {
    route: 'GET /sites/getAllSites',
    permissions: readSites,
    workload: 'sharepoint',
    units: 2,
    answer: (call) => listAnswer(call, call.world.drives.sites.items, ({ graph }) => graph, { usual: 200 }),
  },
  {
    route: 'GET /sites/{id}/drives',
    permissions: ['Files.Read.All', 'Files.ReadWrite.All', ...readSites],
    workload: 'sharepoint',
    units: 2,
    answer: (call) => {
      const { world } = call
      const site = world.drives.findSite(call.parameters['id'] ?? '')
      if (!site) return itemNotFound()
      return heldAnswer(
        call,
        world.drives.ofSite(site).map((index) => renderDrive(world, { index, site: site.index })),
      )
    },
  },
  {
    route: 'GET /admin/sharepoint/settings',
    permissions: ['SharePointTenantSettings.Read.All', 'SharePointTenantSettings.ReadWrite.All'],
    workload: 'sharepoint',
    answer: ({ world, query }) => jsonAnswer(select(settingsOf(world), query.get('$select'))),
  },
]
