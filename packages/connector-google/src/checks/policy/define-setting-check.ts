import type { StandardSchemaV1 } from '@opencasb/core'
import type { Check, CheckMetadata, NotApplicableVerdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { settingOf } from '../../resources/policy/setting.ts'
import { SettingValue } from './setting-value.ts'

/** A check of one setting of the Admin console, wherever it is set. */
export interface SettingCheck<P> extends Omit<CheckMetadata, 'version' | 'category'> {
  /** Type or family of the setting. */
  readonly setting: string
  /** What is wrong where it is not compliant: a clause that a place follows, `POP access is on` in /Sales. */
  readonly finding: string
  readonly params?: StandardSchemaV1<unknown, P>
  /** True where it is as it should be; a clause instead of `finding` where it is not; or why it does not matter. */
  compliant(value: SettingValue, context: SettingCheckContext<P>): boolean | string | NotApplicableVerdict
}

/** What a check of a setting can look at besides the setting. */
export interface SettingCheckContext<P> {
  readonly params: P
  readonly now: Date
  /** Which setting of a family it is. */
  readonly type: string
  readonly title: string
}

/** Google's table of the settings and their fields. */
const supportedSettings = 'https://docs.cloud.google.com/identity/docs/concepts/supported-policy-api-settings'

/**
 * Declares a check of a setting. It is asked once for each place: the top, units, groups, and users with a licence that
 * have the setting otherwise. Where the application is switched off, the setting does not matter.
 */
export function defineSettingCheck<P = unknown>(definition: SettingCheck<P>): Check {
  const { setting, finding, compliant, ...metadata } = definition
  return defineCheck({
    version: 1,
    category: 'misconfiguration',
    see: supportedSettings,
    ...metadata,
    on: settingOf(setting),
    evaluate({ resource, params, now }) {
      const { type, title, place, policies, origin, switchedOffBy } = resource
      if (switchedOffBy !== undefined) return notApplicable(`The service is switched off ${place.phrase}`)
      const value = new SettingValue(resource)
      const answer = compliant(value, { params: params as P, now, type, title })
      if (answer === true) return pass()
      if (typeof answer === 'object') return answer
      const [policy] = policies
      return fail(`${answer === false ? finding : answer} ${place.phrase}`, {
        evidence: { setting: type, ...value.evidence, origin, ...(policy !== undefined && { policy }) },
      })
    },
  })
}

/** Compliant where a switch stands as it should. */
export function switchIs(field: string, should: boolean): (value: SettingValue) => boolean {
  return (value) => value.on(field) === should
}

/** Compliant where a field has one of the right values. */
export function choiceIs(
  field: string,
  right: readonly string[],
  wrong: readonly string[],
): (value: SettingValue) => boolean {
  return (value) => value.isOneOf(field, { right, wrong })
}
