import type { EffectiveSetting } from '../../src/resources/policy/effective-setting.ts'
import { knownSettings } from '../../src/resources/policy/known-settings.ts'

/** A setting in one place, for checks; made for the place itself unless told otherwise. */
export function aSetting(
  type: string,
  value: EffectiveSetting['value'],
  more: Partial<EffectiveSetting> = {},
): EffectiveSetting {
  return {
    type,
    title: knownSettings.find((known) => known.type === type)?.title ?? type,
    place: { kind: 'unit', id: 'sales', phrase: 'in /Sales' },
    value,
    policies: ['policies/1'],
    origin: 'own',
    related: {},
    ...more,
  }
}
