import { NotFoundError } from '@opencasb/core'

/** The user exists and has no mailbox in Exchange Online: what is in mailboxes does not concern it. */
export class NoMailboxError extends NotFoundError {
  declare readonly noMailbox: true

  constructor(message: string) {
    super(message)
    Object.defineProperty(this, 'noMailbox', { value: true })
  }

  static override is(value: unknown): value is NoMailboxError {
    return NotFoundError.is(value) && 'noMailbox' in value
  }
}
