import { z } from 'zod'
import { graphField } from '../graph-field.ts'
import { flags } from './flags.ts'
import { type PolicyUsers, policyUsersSchema } from './policy-users.ts'
import { unknownParts } from './unknown-parts.ts'

/** A rule over devices, applications or service principals. */
export interface PolicyFilter {
  /** `include` or `exclude`. */
  readonly mode: string
  readonly rule: string
}

/** What is included and what of it is excluded again. */
export interface PolicyRange {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** When a policy applies. */
export interface PolicyConditions {
  readonly users: PolicyUsers | undefined
  /** Ids of applications, or `All`, `None`, `Office365`, `MicrosoftAdminPortals`. */
  readonly applications: PolicyRange
  readonly applicationFilter: PolicyFilter | undefined
  readonly userActions: readonly string[]
  readonly authenticationContexts: readonly string[]
  /** Set where the policy is about service principals. */
  readonly servicePrincipals: PolicyRange | undefined
  readonly servicePrincipalFilter: PolicyFilter | undefined
  readonly clientAppTypes: readonly string[]
  readonly platforms: PolicyRange | undefined
  readonly locations: PolicyRange | undefined
  readonly signInRiskLevels: readonly string[]
  readonly userRiskLevels: readonly string[]
  readonly servicePrincipalRiskLevels: readonly string[]
  readonly insiderRiskLevels: readonly string[]
  readonly transferMethods: readonly string[]
  readonly deviceFilter: PolicyFilter | undefined
  /** Conditions that say something we cannot read. */
  readonly unknown: readonly string[]
}

const filter = z.looseObject({ mode: z.string(), rule: z.string() }).nullish()

const applications = z.looseObject({
  includeApplications: graphField.texts,
  excludeApplications: graphField.texts,
  includeUserActions: graphField.texts,
  includeAuthenticationContextClassReferences: graphField.texts,
  applicationFilter: filter,
})
const clientApplications = z.looseObject({
  includeServicePrincipals: graphField.texts,
  excludeServicePrincipals: graphField.texts,
  servicePrincipalFilter: filter,
})
const platforms = z.looseObject({ includePlatforms: graphField.texts, excludePlatforms: graphField.texts })
const locations = z.looseObject({ includeLocations: graphField.texts, excludeLocations: graphField.texts })
const devices = z.looseObject({ deviceFilter: filter })
const authenticationFlows = z.looseObject({ transferMethods: flags })

const parts = { applications, clientApplications, platforms, locations, devices, authenticationFlows }

const schema = z.looseObject({
  users: policyUsersSchema.nullish(),
  applications: applications.nullish(),
  clientApplications: clientApplications.nullish(),
  clientAppTypes: graphField.texts,
  platforms: platforms.nullish(),
  locations: locations.nullish(),
  devices: devices.nullish(),
  authenticationFlows: authenticationFlows.nullish(),
  signInRiskLevels: graphField.texts,
  userRiskLevels: graphField.texts,
  servicePrincipalRiskLevels: graphField.texts,
  insiderRiskLevels: flags,
})

/** Reads `conditions`. */
export const policyConditionsSchema: z.ZodType<PolicyConditions> = schema.transform((conditions) => {
  const { users, applications: apps, clientApplications: workloads, platforms: systems, locations: places } = conditions
  const workloadsMeant =
    workloads && (workloads.includeServicePrincipals.length > 0 || workloads.servicePrincipalFilter)
  return {
    users: users ?? undefined,
    applications: { include: apps?.includeApplications ?? [], exclude: apps?.excludeApplications ?? [] },
    applicationFilter: apps?.applicationFilter ?? undefined,
    userActions: apps?.includeUserActions ?? [],
    authenticationContexts: apps?.includeAuthenticationContextClassReferences ?? [],
    servicePrincipals: workloadsMeant
      ? { include: workloads.includeServicePrincipals, exclude: workloads.excludeServicePrincipals }
      : undefined,
    servicePrincipalFilter: workloads?.servicePrincipalFilter ?? undefined,
    clientAppTypes: conditions.clientAppTypes,
    platforms: systems ? { include: systems.includePlatforms, exclude: systems.excludePlatforms } : undefined,
    locations: places ? { include: places.includeLocations, exclude: places.excludeLocations } : undefined,
    signInRiskLevels: conditions.signInRiskLevels,
    userRiskLevels: conditions.userRiskLevels,
    servicePrincipalRiskLevels: conditions.servicePrincipalRiskLevels,
    insiderRiskLevels: conditions.insiderRiskLevels,
    transferMethods: conditions.authenticationFlows?.transferMethods ?? [],
    deviceFilter: conditions.devices?.deviceFilter ?? undefined,
    unknown: [
      ...unknownParts(conditions, Object.keys(schema.shape)),
      ...(users?.unknown ?? []),
      ...Object.entries(parts).flatMap(([name, part]) =>
        unknownParts(conditions[name as keyof typeof parts] ?? {}, Object.keys(part.shape)).map(
          (property) => `${name}.${property}`,
        ),
      ),
    ],
  }
})
