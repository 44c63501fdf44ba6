import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphList } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'
import { wholeList } from './whole-list.ts'

/**
 * Templates of directory settings, which are the same in all tenants.
 * @see https://learn.microsoft.com/graph/api/resources/groupsettingtemplate
 */
export const settingTemplates = {
  groups: '62375ab9-6b52-47ed-826b-58e47e0e304b',
  passwords: '5cf42378-d67d-4f36-ba46-e8b86229381d',
  consent: 'dffd5d46-495d-40a9-8e21-954ff55e198a',
} as const

/** Settings that somebody changed; those of a template that nobody touched are missing. */
export interface DirectorySettings {
  /** Template id → name of the setting → value. */
  readonly byTemplate: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const setting = z.looseObject({
  templateId: z.string(),
  values: graphList(z.looseObject({ name: z.string(), value: graphField.text })),
})

const schema: z.ZodType<DirectorySettings> = wholeList(setting).transform((settings) => ({
  byTemplate: Object.fromEntries(
    settings.map(({ templateId, values }) => [
      templateId.toLowerCase(),
      Object.fromEntries(values.map(({ name, value }) => [name, value ?? ''])),
    ]),
  ),
}))

/** A setting as text: what was set, or what Microsoft delivers. */
export function settingOf(
  { byTemplate }: DirectorySettings,
  template: keyof typeof settingTemplates,
  name: string,
  delivered: string,
): string {
  return byTemplate[settingTemplates[template]]?.[name] ?? delivered
}

/**
 * Settings of groups, passwords and consent.
 * @see https://learn.microsoft.com/graph/api/group-list-settings
 */
export const directorySettings: ResourceType<DirectorySettings, M365Session> = tenantPolicy<DirectorySettings>({
  name: 'm365.directory-settings',
  path: '/groupSettings',
  schema,
  // Group.Read.All does it as well as GroupSettings.Read.All, and is asked for anyway.
  permissions: ['Group.Read.All'],
  id: 'groupSettings',
  title: 'directory settings',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/AuthenticationMethodsMenuBlade/~/PasswordProtection',
})
