import type { Check } from '@opencasb/core/connector'
import { defineSettingCheck } from './define-setting-check.ts'
import type { SettingValue } from './setting-value.ts'

type Rule = Readonly<Record<string, unknown>>

/** Rules that are on and look at files of Drive. */
function activeDriveRules(value: SettingValue): readonly Rule[] {
  return value.entries('entries').filter((rule) => {
    const { state, triggers } = rule
    if (state !== 'ACTIVE' && state !== 'INACTIVE') value.unknown('the state of a data protection rule is not known')
    if (!Array.isArray(triggers)) value.unknown('a data protection rule has no list of triggers')
    return state === 'ACTIVE' && triggers.some((trigger) => String(trigger).startsWith('google.workspace.drive.'))
  })
}

/** Google puts what a rule does with a file under a key of that name; blocking has no options, and its object is empty. */
function blocks({ action }: Rule): boolean {
  const { driveAction } = (action ?? {}) as { readonly driveAction?: Rule }
  return driveAction?.['blockAccess'] !== undefined
}

const rules = 'In the Admin console, open Rules, "Create rule", Data protection'

/** Checks of data protection rules (DLP). */
export const dataProtectionChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/dlp-drive-rule',
    setting: 'rule.dlp',
    severity: 'medium',
    title: 'No data protection rule looks at Drive',
    finding: 'No data protection rule looks at files of Drive',
    risk: 'Card numbers, identity numbers and other personal data are shared without anybody being told.',
    remediation: `${rules}, choose "Google Drive, File created, modified, uploaded or shared", and as condition the kinds of data that must not leave.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.18.1'], 'cis-gws': ['4.2.3.1'] },
    compliant: (value) => activeDriveRules(value).length > 0,
  }),
  defineSettingCheck({
    id: 'google/dlp-drive-rule-blocks',
    setting: 'rule.dlp',
    severity: 'low',
    title: 'No data protection rule blocks sharing from Drive',
    finding: 'No data protection rule blocks sharing from Drive',
    risk: 'Rules that only warn or log leave the last word to the person who shares.',
    remediation: `${rules}, or open a rule that exists, and under "Actions" choose "Block external sharing".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.18.2'] },
    compliant: (value) => activeDriveRules(value).some(blocks),
  }),
]
