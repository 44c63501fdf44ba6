import type { FindingChange, FindingSink } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { sinkRules } from './sink-rules.ts'
import type { SinkSubject } from './sink-subject.ts'

/** A sink that does as it should, apart from what is bent. */
function subjectOf(bend: Partial<FindingSink>, took: FindingChange[] = []): SinkSubject {
  let isDown = false
  return {
    sink: {
      name: 'bent',
      async write(changes, { signal }) {
        signal.throwIfAborted()
        if (isDown) throw new Error('down')
        took.push(...changes)
      },
      ...bend,
    },
    received: async () => took,
    refuse: async () => {
      isDown = true
      return async () => {
        isDown = false
      }
    },
  }
}

async function outcomeOf(id: string, subject: SinkSubject): Promise<'kept' | 'broken'> {
  const rule = sinkRules.rules.find(({ title }) => title.includes(`sink/${id}:`))
  if (!rule) throw new Error(`there is no rule ${id}`)
  return rule.check(subject).then(
    () => 'kept',
    () => 'broken',
  )
}

describe('the rules for sinks', () => {
  it('are kept by a sink that does as it should', async () => {
    for (const { title, check } of sinkRules.rules)
      await expect(check(subjectOf({ durable: {} })), title).resolves.not.toThrow()
  })

  it.each([
    ['a batch of nothing', { batch: 0 }],
    ['half a call', { concurrency: 0.5 }],
    ['no waits', { backOffMs: [] }],
    ['waits into the past', { backOffMs: [-1] }],
    ['giving up at once', { giveUpAfterMs: 0 }],
  ])('notice %s', async (_what, durable) => {
    expect(await outcomeOf('durable', subjectOf({ durable }))).toBe('broken')
  })

  it('notice a sink that says it took what was refused', async () => {
    const took: FindingChange[] = []
    const { sink, ...rest } = subjectOf({}, took)
    const swallowing = {
      ...sink,
      write: (...given: Parameters<FindingSink['write']>) => sink.write(...given).catch(() => undefined),
    }
    expect(await outcomeOf('refused', { sink: swallowing, ...rest })).toBe('broken')
  })

  it('notice a sink that stumbles over health', async () => {
    const healthChanged = () => Promise.reject(new Error('what is health?'))
    expect(await outcomeOf('health', subjectOf({ healthChanged }))).toBe('broken')
  })

  it('notice a durable sink that forgets what comes alone', async () => {
    const took: FindingChange[] = []
    const write: FindingSink['write'] = async (changes) => {
      if (changes.length > 1) took.push(...changes)
    }
    expect(await outcomeOf('one-by-one', subjectOf({ durable: {}, write }, took))).toBe('broken')
  })
})
