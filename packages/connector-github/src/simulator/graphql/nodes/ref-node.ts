import { hashText, held } from '@opencasb/simulator-kit'
import { moment } from '../../http/links.ts'
import { nodeId } from '../../world/node-id.ts'
import type { Repository } from '../../world/repository.ts'
import { fitsPattern } from '../../world/ruleset-matching.ts'
import { Connection } from '../connection.ts'
import type { PageArguments } from '../graphql-context.ts'
import { BranchProtectionNode } from './branch-protection-node.ts'
import type { NodeScope } from './node-scope.ts'
import { RepositoryNode } from './repository-node.ts'
import { RulesetNode } from './ruleset-node.ts'

/** A branch. */
export class RefNode {
  readonly __typename = 'Ref'
  readonly name: string
  readonly prefix = 'refs/heads/'
  readonly scope: NodeScope
  readonly #repository: Repository

  constructor(name: string, repository: Repository, scope: NodeScope) {
    this.name = name
    this.scope = scope
    this.#repository = repository
  }

  get id(): string {
    return nodeId('ref', `${this.#repository.id}:${this.name}`)
  }

  get repository(): RepositoryNode {
    return new RepositoryNode(this.#repository, this.scope)
  }

  get branchProtectionRule(): BranchProtectionNode | null {
    const rules = this.scope.place.parts.branchProtections(this.#repository)
    const rule = rules.find(({ pattern }) => fitsPattern(this.name, pattern))
    return rule ? new BranchProtectionNode(rule, this.#repository, this.scope) : null
  }

  get target(): object {
    const oid = hashText(`${this.#repository.id} ${this.#repository.pushedAt}`).toString(16).padStart(8, '0').repeat(5)
    const date = moment(this.#repository.pushedAt)
    return {
      __typename: 'Commit',
      id: nodeId('commit', `${this.#repository.id}:${oid}`),
      oid,
      abbreviatedOid: oid.slice(0, 7),
      committedDate: date,
      authoredDate: date,
      message: 'Change what was asked for',
    }
  }

  /** The active rules of this branch, from all levels. */
  rules(page: PageArguments): object {
    const active = this.scope.place.parts.activeRulesets(this.#repository, this.name)
    const rules = active.flatMap((placed) => {
      const node = new RulesetNode(placed, this.scope, this.#repository)
      return placed.ruleset.rules.map((rule) => node.rule(rule))
    })
    return new Connection(held(rules), page, { node: (rule) => rule })
  }
}
