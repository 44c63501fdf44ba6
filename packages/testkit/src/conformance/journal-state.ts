import { type CommitBatch, StateError, type StateStore } from '@opencasb/core'

/** What a test wants to see or break of a database. */
export interface StateProbes {
  /** May wait, or throw: then nothing is written. */
  beforeCommit?(batch: CommitBatch): void | Promise<void>
  afterCommit?(batch: CommitBatch): void | Promise<void>
  /** What is written in place of a batch. @default the batch */
  replace?(batch: CommitBatch): CommitBatch
}

/** A database that remembers everything that was committed, and that can die. */
export interface JournalState extends StateStore {
  readonly journal: readonly CommitBatch[]
  readonly dead: boolean
  /** From now on nothing is read or written any more, as if the process had ended. */
  kill(): void
}

/** Wraps a database so that a test can watch it, and build an equal one out of what was committed. */
export function journalState(inner: StateStore, probes: StateProbes = {}): JournalState {
  const journal: CommitBatch[] = []
  let dead = false
  const refuse = (): void => {
    if (dead) throw new StateError('The process of this database has ended', { reason: 'unavailable' })
  }
  const mortal = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...input: unknown[]) => {
          refuse()
          return Reflect.apply(member, target, input)
        }
      },
    })
  return {
    integrations: mortal(inner.integrations),
    findings: mortal(inner.findings),
    inventory: mortal(inner.inventory),
    checkpoints: mortal(inner.checkpoints),
    leases: mortal(inner.leases),
    outbox: mortal(inner.outbox),
    sealed: mortal(inner.sealed),
    budgets: mortal(inner.budgets),
    cache: (integration) => inner.cache(integration),
    async commit(batch) {
      refuse()
      await probes.beforeCommit?.(batch)
      refuse()
      const written = probes.replace?.(batch) ?? batch
      await inner.commit(written)
      journal.push(written)
      await probes.afterCommit?.(batch)
    },
    close: async () => {
      if (!dead) await inner.close()
    },
    journal,
    get dead() {
      return dead
    },
    kill() {
      dead = true
    },
  }
}

/** Commits again what another database committed, without the leases and the integration under which it did. */
export async function replayJournal(journal: readonly CommitBatch[], state: StateStore): Promise<void> {
  for (const { fence: _fence, patchBasedOn: _before, ...batch } of journal) await state.commit(batch)
}
