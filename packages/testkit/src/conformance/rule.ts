import assert from 'node:assert/strict'

/** One thing that a connector must do, and the test of it. */
export interface Rule {
  /** Stable: waivers name it. @example 'permissions/exact/pat-classic' */
  readonly id: string
  /** What the connector does, as a sentence without its end; the classes of faults that it covers stand before it, each in brackets. */
  readonly title: string
  run(): Promise<void>
}

/** The name of a rule's test: faults, id, sentence. */
export function ruleTitle({ id, title }: Pick<Rule, 'id' | 'title'>): string {
  const [tags = ''] = /^(?:\[F\d\d\] )*/.exec(title) ?? []
  return `${tags}${id}: ${title.slice(tags.length)}`
}

/** Runs a rule, or makes sure that a waived one still fails. */
export async function runRule(rule: Rule, waiver: string | undefined): Promise<void> {
  if (waiver === undefined) return rule.run()
  const kept = await rule.run().then(
    () => true,
    () => false,
  )
  assert.ok(!kept, `${rule.id} is waived ("${waiver}") but passes: remove the waiver`)
}

/** @throws AssertionError where a waiver names no rule or gives no reason */
export function assertWaivers(rules: readonly Rule[], waivers: Readonly<Record<string, string>>): void {
  const ids = new Set(rules.map((rule) => rule.id))
  const unknown = Object.keys(waivers).filter((id) => !ids.has(id))
  assert.deepEqual(unknown, [], 'waivers name rules that do not exist')
  const silent = Object.keys(waivers).filter((id) => waivers[id]?.trim() === '')
  assert.deepEqual(silent, [], 'waivers need a reason')
}
