import { held } from '@opencasb/simulator-kit'
import { moment } from '../../http/links.ts'
import { nodeId } from '../../world/node-id.ts'
import type { Team } from '../../world/team.ts'
import { Connection } from '../connection.ts'
import type { GraphqlContext, PageArguments } from '../graphql-context.ts'
import type { NodeScope } from './node-scope.ts'
import { OrganizationNode } from './organization-node.ts'
import { UserNode } from './user-node.ts'

/** A team. */
export class TeamNode {
  readonly __typename = 'Team'
  readonly #team: Team
  readonly #scope: NodeScope
  readonly notificationSetting = 'NOTIFICATIONS_ENABLED'

  constructor(team: Team, scope: NodeScope) {
    this.#team = team
    this.#scope = scope
  }

  get id(): string {
    return nodeId('team', this.#team.id)
  }

  get databaseId(): number {
    return this.#team.id
  }

  get name(): string {
    return this.#team.name
  }

  get slug(): string {
    return this.#team.slug
  }

  get combinedSlug(): string {
    return `${this.#scope.place.organization.login}/${this.#team.slug}`
  }

  get description(): string {
    return this.#team.description
  }

  get privacy(): string {
    return this.#team.privacy === 'secret' ? 'SECRET' : 'VISIBLE'
  }

  get createdAt(): string {
    return moment(this.#team.createdAt)
  }

  get updatedAt(): string {
    return moment(this.#team.createdAt)
  }

  get resourcePath(): string {
    return `/orgs/${this.#scope.place.organization.login}/teams/${this.#team.slug}`
  }

  get url(): string {
    return `${this.#scope.html}${this.resourcePath}`
  }

  get organization(): OrganizationNode {
    return new OrganizationNode(this.#scope)
  }

  get parentTeam(): TeamNode | null {
    const parent =
      this.#team.parent === undefined ? undefined : this.#scope.place.organization.teams.get(this.#team.parent)
    return parent ? new TeamNode(parent, this.#scope) : null
  }

  viewerCanAdminister(_: object, { grant }: GraphqlContext): boolean {
    return grant.kind !== 'github-app'
  }

  members(page: PageArguments): object {
    const members = this.#scope.place.access.teamMembers(this.#team)
    return new Connection(held(members), page, {
      node: ({ account }) => new UserNode(account, this.#scope.html),
      edge: (member) => ({ role: member === members[0] ? 'MAINTAINER' : 'MEMBER' }),
    })
  }
}
