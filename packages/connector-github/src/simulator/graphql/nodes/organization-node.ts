import { everything, held } from '@opencasb/simulator-kit'
import { isEnough } from '../../access/permission.ts'
import { moment } from '../../http/links.ts'
import type { Member } from '../../world/member.ts'
import { nodeId } from '../../world/node-id.ts'
import { Connection, type ConnectionShape } from '../connection.ts'
import { memberTwoFactor, twoFactorRequirement } from '../field-permissions.ts'
import type { GraphqlContext, PageArguments } from '../graphql-context.ts'
import type { NodeScope } from './node-scope.ts'
import { type RepositoryFilter, repositoryConnection, seesPrivate } from './repository-connection.ts'
import { RepositoryNode } from './repository-node.ts'
import { RulesetNode } from './ruleset-node.ts'
import { TeamNode } from './team-node.ts'
import { UserNode } from './user-node.ts'

/** An organisation. */
export class OrganizationNode {
  readonly __typename = 'Organization'
  readonly scope: NodeScope
  readonly email = null
  readonly location = null
  readonly websiteUrl = null
  readonly twitterUsername = null
  readonly archivedAt = null

  constructor(scope: NodeScope) {
    this.scope = scope
  }

  get id(): string {
    return nodeId('organization', this.databaseId)
  }

  get databaseId(): number {
    return this.scope.place.organization.id
  }

  get login(): string {
    return this.scope.place.organization.login
  }

  get name(): string {
    return this.login
  }

  get description(): string {
    return `Everything that ${this.login} builds`
  }

  get createdAt(): string {
    return moment(this.scope.place.organization.epoch - 3_000 * 86_400_000)
  }

  get updatedAt(): string {
    return moment(this.scope.place.organization.epoch - 86_400_000)
  }

  get resourcePath(): string {
    return `/${this.login}`
  }

  get url(): string {
    return `${this.scope.html}/${this.login}`
  }

  get avatarUrl(): string {
    return `${this.scope.html}/avatars/u/${this.databaseId}`
  }

  get isVerified(): boolean {
    return this.#settings.isVerified
  }

  get membersCanForkPrivateRepositories(): boolean {
    return this.#settings.membersCanForkPrivateRepositories
  }

  get webCommitSignoffRequired(): boolean {
    return this.#settings.webCommitSignoffRequired
  }

  get notificationDeliveryRestrictionEnabledSetting(): string {
    return this.#settings.notificationsToVerifiedDomainsOnly ? 'ENABLED' : 'DISABLED'
  }

  get ipAllowListEnabledSetting(): string {
    return this.#settings.ipAllowListEnabled ? 'ENABLED' : 'DISABLED'
  }

  get ipAllowListForInstalledAppsEnabledSetting(): string {
    return 'DISABLED'
  }

  get samlIdentityProvider(): object | null {
    if (!this.#settings.samlEnabled) return null
    return {
      __typename: 'OrganizationIdentityProvider',
      id: nodeId('identityProvider', this.databaseId),
      issuer: 'https://login.example.com/metadata',
      ssoUrl: 'https://login.example.com/saml',
      digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha256',
      signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      organization: this,
    }
  }

  requiresTwoFactorAuthentication(_: object, context: GraphqlContext): boolean | null {
    return isEnough(twoFactorRequirement, context.grant, { organization: this.login })
      ? this.#settings.twoFactorRequirementEnabled
      : null
  }

  viewerCanAdminister(_: object, { grant }: GraphqlContext): boolean {
    return grant.kind !== 'github-app' && grant.organizations.has(this.login)
  }

  viewerIsAMember(_: object, { grant }: GraphqlContext): boolean {
    return grant.kind !== 'github-app' && grant.organizations.has(this.login)
  }

  domains(page: PageArguments): object {
    const verified = this.#settings.isVerified ? [`${this.login}.example.com`] : []
    return new Connection(held(verified), page, {
      node: (domain) => ({
        __typename: 'VerifiableDomain',
        id: nodeId('domain', domain),
        databaseId: this.databaseId,
        domain: `https://${domain}`,
        punycodeEncodedDomain: `https://${domain}`,
        createdAt: this.createdAt,
        updatedAt: this.createdAt,
        isVerified: true,
        isApproved: true,
        isRequiredForPolicyEnforcement: this.#settings.notificationsToVerifiedDomainsOnly,
        hasFoundHostName: true,
        hasFoundVerificationToken: true,
      }),
    })
  }

  ipAllowListEntries(page: PageArguments): object {
    const entries = this.#settings.ipAllowListEnabled ? ['192.0.2.0/24'] : []
    return new Connection(held(entries), page, {
      node: (allowListValue) => ({
        __typename: 'IpAllowListEntry',
        id: nodeId('ipAllowListEntry', allowListValue),
        allowListValue,
        name: 'office',
        isActive: true,
        createdAt: this.createdAt,
        updatedAt: this.createdAt,
      }),
    })
  }

  membersWithRole(page: PageArguments, { grant }: GraphqlContext): object {
    const { members } = this.scope.place.organization
    const told = isEnough(memberTwoFactor, grant, { organization: this.login })
    const shape: ConnectionShape<Member> = {
      node: ({ account }) => new UserNode(account, this.scope.html),
      edge: ({ role, twoFactor }) => ({
        role: role === 'admin' ? 'ADMIN' : 'MEMBER',
        hasTwoFactorEnabled: told ? twoFactor : null,
      }),
      key: ({ index }) => index,
      placeAfter: (index) => members.rankOf(index + 1),
      placeOf: (index) => members.rankOf(index),
    }
    return new Connection(everything(members), page, shape)
  }

  teams(page: PageArguments): object {
    const { teams } = this.scope.place.organization
    return new Connection(everything(teams), page, {
      node: (team) => new TeamNode(team, this.scope),
      key: ({ index }) => index,
      placeAfter: (index) => teams.rankOf(index + 1),
      placeOf: (index) => teams.rankOf(index),
    })
  }

  team({ slug }: { readonly slug: string }): TeamNode | null {
    const team = this.scope.place.organization.teamBySlug(slug)
    return team ? new TeamNode(team, this.scope) : null
  }

  repositories(page: PageArguments & RepositoryFilter, { grant }: GraphqlContext): object {
    return repositoryConnection(this.scope, page, seesPrivate(grant, this.login))
  }

  repository({ name }: { readonly name: string }, { grant }: GraphqlContext): RepositoryNode | null {
    const repository = this.scope.place.organization.repositoryByName(name)
    const seen = repository && (repository.visibility === 'public' || seesPrivate(grant, this.login))
    return seen ? new RepositoryNode(repository, this.scope) : null
  }

  rulesets(page: PageArguments & { readonly targets?: readonly string[] | null }): object {
    const all = [...this.scope.place.organization.rulesets.all()]
    const rulesets = page.targets ? all.filter(({ target }) => page.targets?.includes(target.toUpperCase())) : all
    return new Connection(held(rulesets), page, {
      node: (ruleset) => new RulesetNode({ ruleset, from: 'organization' }, this.scope),
    })
  }

  ruleset({ databaseId }: { readonly databaseId: number }): RulesetNode | null {
    const ruleset = [...this.scope.place.organization.rulesets.all()].find(({ id }) => id === databaseId)
    return ruleset ? new RulesetNode({ ruleset, from: 'organization' }, this.scope) : null
  }

  get #settings() {
    return this.scope.place.organization.settings
  }
}
