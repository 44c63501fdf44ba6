import type { Site as GraphSite } from '@microsoft/microsoft-graph-types'
import type { Dice } from '@opencasb/simulator-kit'

/** A simulated site. OneDrives have sites of their own. */
export interface SimulatedSite {
  readonly index: number
  readonly graph: GraphSite & { readonly id: string }
  /** Where its document libraries begin among all drives, and how many there are. */
  readonly libraries: number
  /** Belongs to a Microsoft 365 group. */
  readonly hasGroup: boolean
}

const host = 'acme.sharepoint.com'

/** Makes the site with an index; from `sites` on they are those of OneDrives. */
export function makeSite(index: number, id: string, sites: number, dice: Dice): SimulatedSite {
  const isPersonalSite = index >= sites
  const web = id.split('-').toReversed().join('-')
  const displayName = isPersonalSite ? `OneDrive ${index - sites}` : `Site ${index}`
  const webUrl = isPersonalSite
    ? `https://acme-my.sharepoint.com/personal/user-${index - sites}_acme_example`
    : `https://${host}/sites/site-${index}`
  return {
    index,
    graph: {
      id: `${isPersonalSite ? 'acme-my.sharepoint.com' : host},${id},${web}`,
      name: displayName,
      displayName,
      webUrl,
      isPersonalSite,
      siteCollection: { hostname: isPersonalSite ? 'acme-my.sharepoint.com' : host },
    },
    libraries: isPersonalSite ? 0 : 1 + (index % 2),
    hasGroup: !isPersonalSite && dice.chance(0.5, index, 1),
  }
}
