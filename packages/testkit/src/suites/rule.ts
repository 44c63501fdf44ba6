/** One rule that an implementation must keep. Its id stands in the title, so that a failure can be looked up. */
export interface Rule<Subject> {
  /** `[faults] suite/rule-id: what must hold` */
  readonly title: string
  check(subject: Subject): Promise<void>
}

/** Rules about one subject. */
export interface RuleGroup<Subject> {
  readonly name: string
  readonly rules: readonly Rule<Subject>[]
}

/** What every suite needs of a test runner: vitest, jest and node:test all have it. */
export interface TestRunner {
  describe(title: string, body: () => void): void
  it(title: string, body: () => Promise<void>): void
}
