import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { textField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A setting as Health Check compares it with the baseline. */
export interface HealthCheckRisk {
  readonly group: string
  readonly setting: string
  /** `HIGH_RISK`, `MEDIUM_RISK`, `LOW_RISK`, `MEETS_STANDARD` … */
  readonly risk: string
  readonly value: string | undefined
  readonly standard: string | undefined
}

/**
 * What Health Check says of each setting. Its own ids change with releases, so group and name stand for a setting.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_securityhealthcheckrisks.htm
 */
export const healthCheckRisk: ResourceType<HealthCheckRisk, SalesforceSession> = rowsResource<HealthCheckRisk>({
  name: 'salesforce.health-check-risk',
  needs: ['ViewSetup', 'ViewHealthCheck'],
  api: 'tooling',
  object: 'SecurityHealthCheckRisks',
  fields: ['RiskType', 'Setting', 'SettingGroup', 'OrgValue', 'StandardValue'],
  never: 'empty',
  keyField: null,
  item: z
    .object({
      RiskType: z.string(),
      Setting: z.string().min(1),
      SettingGroup: z.string().min(1),
      OrgValue: textField,
      StandardValue: textField,
    })
    .transform((row) => ({
      group: row.SettingGroup,
      setting: row.Setting,
      risk: row.RiskType,
      value: row.OrgValue,
      standard: row.StandardValue,
    })),
  key: ({ group, setting }) => `${group}/${setting}`,
  asset: ({ group, setting }) => ({ kind: 'setting', id: `${group}/${setting}`, name: setting }),
})
