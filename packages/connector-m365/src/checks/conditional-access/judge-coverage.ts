import { type Severity, severities, UnexpectedAnswerError } from '@opencasb/core'
import type { Verdict } from '@opencasb/core/connector'
import { fail, pass } from '@opencasb/core/connector'
import type { ConditionalAccess } from '../../resources/conditional-access/conditional-access.ts'
import { answerQuestion, type HoleOfRegion, tooMany } from '../../resources/conditional-access/coverage/answer.ts'
import type { Question } from '../../resources/conditional-access/coverage/question.ts'
import type { CoverageParams } from './coverage-params.ts'
import { describeHole } from './describe-hole.ts'

/** What is judged. */
export interface Judgement {
  /** All of them must be covered. */
  readonly questions: readonly Question[]
  readonly params: CoverageParams
  /** What is wrong, to be followed by "in acme". */
  readonly finding: string
  readonly severity: Severity
}

const shown = 20

/**
 * Judges what all policies of a tenant add up to. Where only some sign-ins are left open, the finding is one level less
 * severe than where all of them are.
 * @throws UnexpectedAnswerError where it depends on a part of a policy that we cannot read
 */
export function judgeCoverage(tenant: ConditionalAccess, { questions, params, finding, severity }: Judgement): Verdict {
  const context = {
    rules: tenant.rules,
    allowedExclusions: new Set(params.allowedExclusions.map((id) => id.toLowerCase())),
  }
  const answers = questions.map((question) => answerQuestion(tenant.enforced, question, context))
  const holes = answers.flatMap((answer) => (answer.outcome === 'open' ? answer.holes : []))
  const open = withoutTolerated(holes, params.toleratedUsers)
  const doubts = answers.flatMap((answer) => {
    if (answer.outcome === 'covered') return []
    if (answer.outcome === 'uncertain') return answer.doubts
    if (!answer.complete) return [tooMany]
    return withoutTolerated(answer.possible, params.toleratedUsers).length > 0 ? answer.doubts : []
  })
  if (open.length === 0 && doubts.length > 0)
    throw new UnexpectedAnswerError(
      `It depends on what we cannot read of Conditional Access policies: ${unique(doubts).join('; ')}`,
      {
        retryable: false,
      },
    )
  if (open.length === 0) return pass()

  const plain = open.some(isPlain)
  const described = unique(open.map(describeHole)).filter((text) => text !== '')
  const scope = described.length > 0 && !open.some((hole) => isPlain(hole) && hole.region.principals.in.length === 0)
  return fail(`${finding} in ${tenant.tenant.name}${scope ? ` for ${summary(described)}` : ''}`, {
    evidence: {
      leftOpen: described.slice(0, shown),
      leftOpenTotal: described.length,
      excludedUsers: countOf(open, 'user:'),
      excludedGroups: countOf(open, 'group:'),
      policiesCounted: unique(answers.flatMap((answer) => ('policies' in answer ? answer.policies : []))).slice(
        0,
        shown,
      ),
      policiesOnlyReporting: tenant.reportOnly.length,
      securityDefaults: tenant.securityDefaults,
    },
    severity: plain ? severity : oneLess(severity),
  })
}

/** Some users may be excluded one by one: emergency accounts that nobody has declared. */
function withoutTolerated(holes: readonly HoleOfRegion[], tolerated: number): readonly HoleOfRegion[] {
  const single = holes.filter(isSingleUser)
  const users = new Set(single.map(({ principals }) => principals[0]))
  return users.size > tolerated ? holes : holes.filter((hole) => !isSingleUser(hole))
}

function isSingleUser({ principals, locations, devices, values }: HoleOfRegion): boolean {
  const [first, ...others] = principals
  return (
    first?.startsWith('user:') === true &&
    others.length + locations.length + devices.length + Object.keys(values).length === 0
  )
}

function isPlain({ principals, locations, devices, values }: HoleOfRegion): boolean {
  return principals.length + locations.length + devices.length + Object.keys(values).length === 0
}

function countOf(holes: readonly HoleOfRegion[], prefix: string): number {
  return unique(holes.flatMap(({ principals }) => principals.filter((token) => token.startsWith(prefix)))).length
}

function summary(described: readonly string[]): string {
  const [first = '', second, ...others] = described
  if (second === undefined) return first
  return others.length === 0 ? `${first}; ${second}` : `${first}; ${second}; and ${others.length} more`
}

function oneLess(severity: Severity): Severity {
  return severities[severities.indexOf(severity) + 1] ?? severity
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
