import type { FindingChange, FindingSink } from '@opencasb/core'

/** A sink under test. */
export interface SinkSubject {
  readonly sink: FindingSink
  /**
   * What has arrived where the sink delivers to, oldest first; changes that were sent twice may be in it twice. Leave it
   * out where that cannot be read back: the rules then only look at how the sink behaves.
   */
  received?(): Promise<readonly Pick<FindingChange, 'id' | 'type' | 'finding'>[]>
  /** Makes that place refuse everything; gives back what ends it. Leave it out where that cannot be done. */
  refuse?(): Promise<() => Promise<void>>
}
