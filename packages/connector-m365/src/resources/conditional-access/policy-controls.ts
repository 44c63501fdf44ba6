import { z } from 'zod'
import { graphField } from '../graph-field.ts'
import { unknownParts } from './unknown-parts.ts'

/** What a policy asks for before it lets somebody in. */
export interface GrantControls {
  /** `AND`, `OR`; absent where there is one control only. */
  readonly operator: string | undefined
  /** `block`, `mfa`, `compliantDevice`, … */
  readonly builtIn: readonly string[]
  /** Terms of use, custom controls, and what Graph adds one day: asked for, without an effect that we know. */
  readonly others: readonly string[]
  readonly strength: { readonly id: string; readonly combinations: readonly string[] | undefined } | undefined
}

/** What a policy asks of a session. */
export interface SessionControls {
  /** Hours until somebody must sign in again, 0 for every time. Absent where nothing is asked for. */
  readonly signInFrequencyHours: number | undefined
  /** `always` or `never`. */
  readonly persistentBrowser: string | undefined
  readonly applicationEnforcedRestrictions: boolean
  readonly tokenProtection: boolean
}

const grantSchema = z.looseObject({
  operator: z.string().nullish(),
  builtInControls: graphField.texts,
  customAuthenticationFactors: graphField.texts,
  termsOfUse: graphField.texts,
  authenticationStrength: z
    .looseObject({ id: z.string(), allowedCombinations: z.array(z.string()).nullish() })
    .nullish(),
})

/** Reads `grantControls`. */
export const grantControlsSchema: z.ZodType<GrantControls> = grantSchema.transform((grant) => ({
  operator: grant.operator?.toUpperCase(),
  builtIn: grant.builtInControls,
  others: [
    ...grant.customAuthenticationFactors.map((id) => `customAuthenticationFactor:${id}`),
    ...grant.termsOfUse.map((id) => `termsOfUse:${id}`),
    ...unknownParts(grant, Object.keys(grantSchema.shape)),
  ],
  strength: grant.authenticationStrength
    ? {
        id: grant.authenticationStrength.id,
        combinations: grant.authenticationStrength.allowedCombinations ?? undefined,
      }
    : undefined,
}))

const enabled = z.boolean().nullish()

/** Reads `sessionControls`. */
export const sessionControlsSchema: z.ZodType<SessionControls> = z
  .looseObject({
    signInFrequency: z
      .looseObject({
        isEnabled: enabled,
        frequencyInterval: z.string().nullish(),
        type: z.string().nullish(),
        value: z.number().nullish(),
      })
      .nullish(),
    persistentBrowser: z.looseObject({ isEnabled: enabled, mode: z.string().nullish() }).nullish(),
    applicationEnforcedRestrictions: z.looseObject({ isEnabled: enabled }).nullish(),
    secureSignInSession: z.looseObject({ isEnabled: enabled }).nullish(),
  })
  .transform((session) => ({
    signInFrequencyHours: hoursOf(session.signInFrequency ?? undefined),
    persistentBrowser: session.persistentBrowser?.isEnabled ? (session.persistentBrowser.mode ?? undefined) : undefined,
    applicationEnforcedRestrictions: session.applicationEnforcedRestrictions?.isEnabled === true,
    tokenProtection: session.secureSignInSession?.isEnabled === true,
  }))

interface Frequency {
  readonly isEnabled?: boolean | null | undefined
  readonly frequencyInterval?: string | null | undefined
  readonly type?: string | null | undefined
  readonly value?: number | null | undefined
}

function hoursOf(frequency: Frequency | undefined): number | undefined {
  if (!frequency?.isEnabled) return undefined
  if (frequency.frequencyInterval === 'everyTime') return 0
  if (typeof frequency.value !== 'number') return undefined
  if (frequency.type === 'hours') return frequency.value
  return frequency.type === 'days' ? frequency.value * 24 : undefined
}
