import type { Check, CheckMetadata, Facet, ResourceType } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type SettingsObject, setting } from '../resources/organization/setting.ts'
import type { SalesforceSession } from '../session.ts'

/** A check of one switch of the organisation. */
export interface SwitchCheck extends Omit<CheckMetadata, 'version' | 'category'> {
  readonly object: SettingsObject
  /** The metadata type's field, with dots. */
  readonly path: string
  readonly should: boolean
}

/** A few switches are typed as text. */
const switchSchema = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

/** A switch that should be on, or off. */
export function switchCheck({ object, path, should, ...metadata }: SwitchCheck): Check {
  return valueCheck({ ...metadata, value: setting(object, path, switchSchema) }, (isOn) =>
    isOn === should
      ? undefined
      : { message: `${path} is ${isOn ? 'on' : 'off'}`, evidence: { setting: `${object}.${path}`, value: isOn } },
  )
}

/** What is wrong with a value. */
export interface Trouble {
  readonly message: string
  readonly evidence: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

/** A check of one value of the organisation. */
export function valueCheck<T extends { readonly name: string }, V>(
  metadata: Omit<CheckMetadata, 'version' | 'category'> & { readonly value: Facet<T, V, SalesforceSession> },
  judge: (value: V) => Trouble | undefined,
): Check {
  const { value: facet, ...words } = metadata
  return defineCheck({
    ...words,
    version: 1,
    category: 'misconfiguration',
    on: facet.of as ResourceType<T, SalesforceSession>,
    with: { value: facet },
    evaluate: ({ value, resource }) => {
      const trouble = judge(value)
      return trouble ? fail(`${resource.name}: ${trouble.message}`, { evidence: { ...trouble.evidence } }) : pass()
    },
  })
}
