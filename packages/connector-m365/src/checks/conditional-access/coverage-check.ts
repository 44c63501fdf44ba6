import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineCheck, pass } from '@opencasb/core/connector'
import type { z } from 'zod'
import { type ConditionalAccess, conditionalAccess } from '../../resources/conditional-access/conditional-access.ts'
import type { Question } from '../../resources/conditional-access/coverage/question.ts'
import { type CoverageParams, coverageParams, coverageProfiles } from './coverage-params.ts'
import { judgeCoverage } from './judge-coverage.ts'

/** A check that asks what all Conditional Access policies add up to. */
export interface CoverageCheck<P extends CoverageParams> extends Omit<CheckMetadata, 'version' | 'category'> {
  /** @default the parameters that all of these checks have */
  readonly params?: z.ZodType<P>
  /** All of them must be covered. */
  readonly questions: (params: P, tenant: ConditionalAccess) => readonly Question[]
  /** What is wrong, to be followed by "in acme". */
  readonly finding: string
  /** Whether security defaults do it too. @default false */
  readonly securityDefaults?: boolean
}

const policies =
  'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policy-common'

/** Declares a check of what Conditional Access adds up to. */
export function coverageCheck<P extends CoverageParams>(definition: CoverageCheck<P>): Check {
  const {
    params = coverageParams as unknown as z.ZodType<P>,
    questions,
    finding,
    securityDefaults = false,
    ...metadata
  } = definition
  const { scuba, cis } = coverageProfiles
  return defineCheck({
    version: 1,
    category: 'misconfiguration',
    see: policies,
    ...metadata,
    profiles: {
      scuba: { ...scuba, ...metadata.profiles?.['scuba'] },
      cis: { ...cis, ...metadata.profiles?.['cis'] },
    },
    on: conditionalAccess,
    params,
    evaluate: ({ resource, params }) => {
      if (securityDefaults && resource.securityDefaults && params.acceptSecurityDefaults) return pass()
      return judgeCoverage(resource, {
        questions: questions(params, resource),
        params,
        finding,
        severity: metadata.severity,
      })
    },
  })
}
