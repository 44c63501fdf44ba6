import { describe, expect, it } from 'vitest'
import { type BypassActor, type BypassActors, repositoryAdministrators } from './bypass-actor.ts'
import type { ProtectionSource } from './protection-source.ts'
import { type SkipQuestion, whoCanSkip } from './who-can-skip.ts'

const ruleset = (id: string): ProtectionSource => ({
  kind: 'ruleset',
  id,
  name: id,
  level: 'repository',
  bindsAdministrators: undefined,
})
const actor = (kind: BypassActor['kind'], name: string = kind, more: Partial<BypassActor> = {}): BypassActor => ({
  kind,
  name,
  mode: 'always',
  skips: 'everything',
  ...more,
})
const owners = actor('organization-owners')
const app = actor('app', 'acme-ci')
const merge: SkipQuestion = { through: 'merge', allowance: 'reviews' }
const push: SkipQuestion = { through: 'push', allowance: 'force-push-block' }

function skippers(sources: readonly string[], bypass: BypassActors, question = merge): string[] {
  const by = sources.map(ruleset)
  return whoCanSkip({ inForce: by.length > 0, by }, bypass, question).map(({ name, mode }) => `${name} ${mode}`)
}

describe('who can skip a requirement', () => {
  it('is nobody where nothing imposes it', () => {
    expect(skippers([], { A: [owners] })).toEqual([])
  })

  it('is everybody on the list of its only source', () => {
    expect(skippers(['A'], { A: [owners, app] })).toEqual(['organization-owners always', 'acme-ci always'])
  })

  it('is nobody where one of several sources has no way around it', () => {
    expect(skippers(['A', 'B'], { A: [owners], B: [] })).toEqual([])
    expect(skippers(['A', 'B'], { A: [owners] })).toEqual([])
  })

  it('is who stands on the lists of all sources', () => {
    expect(skippers(['A', 'B'], { A: [owners, app], B: [app] })).toEqual(['acme-ci always'])
  })

  it('are owners where every source lets a wider group past', () => {
    const bypass = { A: [owners], B: [repositoryAdministrators] }
    expect(skippers(['A', 'B'], bypass)).toEqual(['organization-owners always'])
  })

  it('are holders of a higher role where a lower one is let past', () => {
    const bypass = { A: [actor('repository-role', 'write')], B: [actor('repository-role', 'maintain')] }
    expect(skippers(['A', 'B'], bypass)).toEqual(['maintain always'])
  })

  it('are not holders of a custom role where another one is let past', () => {
    const bypass = { A: [actor('repository-role', 'release')], B: [actor('repository-role', 'write')] }
    expect(skippers(['A', 'B'], bypass)).toEqual([])
  })

  it('counts a bypass for pull requests for what is held back at merging only', () => {
    const bypass = { A: [actor('organization-owners', 'owners', { mode: 'pull-request' })] }
    expect(skippers(['A'], bypass)).toEqual(['owners pull-request'])
    expect(skippers(['A'], bypass, push)).toEqual([])
  })

  it('is a bypass for pull requests where one of the sources gives no more', () => {
    const bypass = { A: [actor('team', 'release', { mode: 'pull-request' })], B: [actor('team', 'release')] }
    expect(skippers(['A', 'B'], bypass)).toEqual(['release pull-request'])
  })

  it('counts an allowance of a classic rule for what it allows only', () => {
    const bypass = { A: [actor('user', 'dev-1', { skips: 'force-push-block' })] }
    expect(skippers(['A'], bypass)).toEqual([])
    expect(skippers(['A'], bypass, push)).toEqual(['dev-1 always'])
  })
})
