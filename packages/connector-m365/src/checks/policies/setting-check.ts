import { FeatureUnavailableError, type JsonValue } from '@opencasb/core'
import type { Check, CheckMetadata, ResourceType, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'

/** A setting that should stand in a certain way. */
export interface SettingCheck<T, V extends JsonValue, P> extends Omit<CheckMetadata, 'version' | 'category'> {
  readonly on: ResourceType<T, M365Session>
  readonly params?: z.ZodType<P>
  /** What evidence calls the value: Microsoft's name of the property. */
  readonly setting: string
  /** Undefined where Microsoft does not tell, which makes the check unknown. */
  readonly read: (resource: T) => V | undefined
  readonly accept: (value: V, params: P) => boolean
  /** What is wrong, as a sentence without its full stop. */
  readonly finding: string | ((value: V) => string)
  /** Why the setting does not matter, where it does not. */
  readonly irrelevant?: (resource: T) => string | undefined
}

/** Declares a check of one setting of the tenant. */
export function settingCheck<T, V extends JsonValue, P = unknown>(definition: SettingCheck<T, V, P>): Check {
  const { on, params, setting, read, accept, finding, irrelevant, ...metadata } = definition
  return defineCheck({
    version: 1,
    category: 'misconfiguration',
    ...metadata,
    on,
    params: params ?? (z.object({}) as unknown as z.ZodType<P>),
    evaluate: ({ resource, params }): Verdict => {
      const why = irrelevant?.(resource)
      if (why !== undefined) return notApplicable(why)
      const value = read(resource)
      if (value === undefined) throw new FeatureUnavailableError(`Microsoft does not tell ${setting} of this tenant`)
      if (accept(value, params)) return pass()
      return fail(typeof finding === 'string' ? finding : finding(value), { evidence: { [setting]: value } })
    },
  })
}
