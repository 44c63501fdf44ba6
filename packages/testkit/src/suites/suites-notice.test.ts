import { type CredentialStore, createMemoryCredentials, createMemoryState, type StateStore } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { credentialStoreConformance } from './credential-store-conformance.ts'
import { findingSinkConformance } from './finding-sink-conformance.ts'
import type { TestRunner } from './rule.ts'
import type { SinkSubject } from './sink/sink-subject.ts'
import { stateStoreConformance } from './state-store-conformance.ts'

/** Runs a suite and gives the ids of the rules that were broken. */
async function brokenRules(declare: (runner: TestRunner) => void): Promise<string[]> {
  const tests: { readonly title: string; readonly body: () => Promise<void> }[] = []
  declare({ describe: (_, body) => body(), it: (title, body) => void tests.push({ title, body }) })
  const broken: string[] = []
  for (const { title, body } of tests) {
    await body().catch(() => broken.push(/[a-z]+\/[a-z-]+(?=:)/.exec(title)?.[0] ?? title))
  }
  return broken
}

function brokenState(change: (state: StateStore) => Partial<StateStore>): Promise<string[]> {
  const create: Parameters<typeof stateStoreConformance>[0]['create'] = (options) => {
    const state = createMemoryState(options)
    return { ...state, ...change(state) }
  }
  return brokenRules((runner) => stateStoreConformance({ create, ...runner }))
}

function brokenCredentials(change: (store: CredentialStore) => Partial<CredentialStore>): Promise<string[]> {
  const create = (): CredentialStore => {
    const store = createMemoryCredentials()
    return { ...store, ...change(store) }
  }
  return brokenRules((runner) => credentialStoreConformance({ create, ...runner }))
}

describe('the state suite', () => {
  it('passes a store that is right', async () => {
    expect(await brokenState(() => ({}))).toEqual([])
  })

  it('notices a commit that ignores the fence', async () => {
    const broken = await brokenState(({ commit }) => ({ commit: ({ fence: _, ...batch }) => commit(batch) }))
    expect(broken).toEqual([
      'state/lease-released',
      'state/fence-old',
      'state/lease-revoke',
      'state/fence-erased',
      'state/fence-never',
      'state/commit-fenced',
    ])
  })

  it('notices a commit that writes over what somebody else has changed', async () => {
    const broken = await brokenState(({ commit }) => ({
      commit: async ({ findings, ...batch }) =>
        commit({ ...batch, ...(findings && { findings: findings.map(({ basedOn: _, ...entry }) => entry) }) }),
    }))
    expect(broken).toEqual([
      'state/conflict-revision',
      'state/conflict-new',
      'state/conflict-seen',
      'state/conflict-race',
    ])
  })

  it('notices a store that patches what was decided upon another state of the integration', async () => {
    const broken = await brokenState(({ commit }) => ({ commit: ({ patchBasedOn: _, ...batch }) => commit(batch) }))
    expect(broken).toEqual(['state/conflict-patch', 'state/conflict-patch-race'])
  })

  it('notices a revocation that does nothing', async () => {
    const broken = await brokenState(({ leases }) => ({ leases: { ...leases, revoke: async () => {} } }))
    expect(broken).toEqual(['state/lease-revoke'])
  })

  it('notices fences that begin anew', async () => {
    const broken = await brokenState(({ leases }) => ({
      leases: {
        ...leases,
        async acquire(key, ttlMs) {
          const lease = await leases.acquire(key, ttlMs)
          return lease && { ...lease, fence: 1 }
        },
      },
    }))
    expect(broken).toContain('state/fence-erased')
  })

  it('notices messages that two workers get', async () => {
    const broken = await brokenState(({ outbox }) => ({
      outbox: { ...outbox, claim: (query) => outbox.claim({ ...query, until: query.now }) },
    }))
    expect(broken).toContain('state/outbox-claim-race')
    expect(broken).toContain('state/outbox-claim')
  })

  it('notices messages that are written over', async () => {
    const broken = await brokenState(({ outbox }) => ({
      outbox: {
        ...outbox,
        async add(entries) {
          for (const { sink, id } of entries) await outbox.done(sink, [id])
          await outbox.add(entries)
        },
      },
    }))
    expect(broken).toEqual(['state/outbox-twice'])
  })

  it('notices an update that is not one transaction', async () => {
    const broken = await brokenState(({ integrations }) => ({
      integrations: {
        ...integrations,
        async update(id, change) {
          const current = await integrations.get(id)
          const next = current && change(current)
          if (next) await integrations.put(next)
          return next
        },
      },
    }))
    expect(broken).toEqual(['state/integration-update-race'])
  })

  it('notices sealed credentials that are replaced whatever the version', async () => {
    const broken = await brokenState(({ sealed }) => ({ sealed: { ...sealed, put: (record) => sealed.put(record) } }))
    expect(broken).toEqual(['state/sealed-race', 'state/sealed-destroy'])
  })

  it('notices a commit that is written part by part', async () => {
    const broken = await brokenState(({ commit }) => ({
      async commit(batch) {
        const { findings, ...rest } = batch
        if (findings) await commit({ integration: batch.integration, findings })
        await commit(rest)
      },
    }))
    expect(broken).toContain('state/commit-atomic')
  })

  it('notices records that are shared between integrations', async () => {
    const broken = await brokenState(({ findings }) => ({
      findings: { ...findings, known: (query) => findings.known({ ...query, integration: 'one' }) },
    }))
    expect(broken).toContain('state/get-missing')
  })

  it('notices pages that are counted instead of keyed', async () => {
    const broken = await brokenState(({ findings }) => ({
      findings: {
        ...findings,
        async list(filter, options = {}) {
          const { items } = await findings.list(filter, { limit: 1_000 })
          const from = Number(options.after ?? 0)
          const to = from + (options.limit ?? 100)
          return { items: items.slice(from, to), ...(to < items.length && { cursor: String(to) }) }
        },
      },
    }))
    expect(broken).toEqual(['state/list-moving', 'state/list-limit', 'state/list-cursor'])
  })

  it('notices an integration that is not erased', async () => {
    const nothing = { findings: 0, assets: 0, progress: 0, cachedAnswers: 0, outbox: 0 }
    const broken = await brokenState(({ integrations }) => ({
      integrations: { ...integrations, remove: async () => nothing },
    }))
    expect(broken).toEqual([
      'state/erase',
      'state/erase-late-writes',
      'state/integration-order',
      'state/fence-erased',
      'state/outbox-erase',
      'state/odd-integrations',
    ])
  })
})

describe('the credential suite', () => {
  it('notices a replacement that does not compare', async () => {
    const broken = await brokenCredentials(({ write }) => ({
      replace: (ref, next, _, signal) => write(ref, next, signal).then(() => true),
    }))
    expect(broken).toContain('credentials/replace-race')
    expect(broken).toContain('credentials/destroy')
  })

  it('notices secrets that are not masked', async () => {
    const broken = await brokenCredentials((store) => ({
      async read(ref, signal) {
        const found = await store.read(ref, signal)
        const reveal = Object.entries(found?.credentials.secrets ?? {}).map(([name, value]) => [name, value.reveal()])
        return found && { ...found, credentials: { ...found.credentials, secrets: Object.fromEntries(reveal) } }
      },
    }))
    expect(broken).toEqual(['credentials/masked'])
  })
})

describe('the sink suite', () => {
  it('notices a sink that drops, reorders or goes on after an abort', async () => {
    const create = (): SinkSubject => {
      const received: Awaited<ReturnType<NonNullable<SinkSubject['received']>>>[number][] = []
      return {
        sink: { name: '', write: async (changes) => void received.unshift(...changes.slice(0, 500)) },
        received: async () => received,
      }
    }
    const broken = await brokenRules((runner) => findingSinkConformance({ create, ...runner }))
    expect(broken).toEqual(expect.arrayContaining(['sink/name', 'sink/order', 'sink/large', 'sink/abort']))
  })
})
