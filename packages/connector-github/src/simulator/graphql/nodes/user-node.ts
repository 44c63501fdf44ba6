import { moment } from '../../http/links.ts'
import type { Account } from '../../world/account.ts'
import { nodeId } from '../../world/node-id.ts'

/** A person. */
export class UserNode {
  readonly __typename = 'User'
  readonly #account: Account
  readonly #html: string
  readonly isSiteAdmin = false
  readonly company = null
  readonly location = null
  readonly bio = null
  /** GitHub gives an empty text where the address is kept private. */
  readonly email = ''

  constructor(account: Account, html: string) {
    this.#account = account
    this.#html = html
  }

  get id(): string {
    return nodeId('user', this.#account.id)
  }

  get databaseId(): number {
    return this.#account.id
  }

  get login(): string {
    return this.#account.login
  }

  get name(): string {
    return this.#account.name
  }

  get createdAt(): string {
    return moment(this.#account.createdAt)
  }

  get updatedAt(): string {
    return moment(this.#account.createdAt)
  }

  get url(): string {
    return `${this.#html}/${this.#account.login}`
  }

  get resourcePath(): string {
    return `/${this.#account.login}`
  }

  get avatarUrl(): string {
    return `${this.#html}/avatars/u/${this.#account.id}`
  }
}
