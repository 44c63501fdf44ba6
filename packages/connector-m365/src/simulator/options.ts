/** What a simulated tenant has bought. */
export type SimulatedPlan = 'free' | 'p1' | 'p2'

/** How large a simulated tenant is. */
export interface M365WorldOptions {
  /** @default 'p2' */
  readonly plan?: SimulatedPlan
  /** @default 0 */
  readonly users?: number
  /** @default 0 */
  readonly groups?: number
  /** @default 0 */
  readonly applications?: number
  /** Besides those of Microsoft's APIs. @default 0 */
  readonly servicePrincipals?: number
  /** Consents of users and administrators. @default 0 */
  readonly permissionGrants?: number
  /** Application permissions that service principals hold. @default 0 */
  readonly appRoleAssignments?: number
  /** Directory roles that are held or may be activated. @default 0 */
  readonly roleAssignments?: number
  /** Conditional Access policies at least; none leaves all policies as Microsoft delivers them. @default 0 */
  readonly policies?: number
  /** Users who have a OneDrive. @default 0 */
  readonly oneDrives?: number
  /** Sites besides those of OneDrives, each with one or two document libraries. @default 0 */
  readonly sites?: number
  /** Files and folders in each OneDrive and library. @default 0 */
  readonly itemsPerDrive?: number
  /** Domains besides the initial one. @default 0 */
  readonly domains?: number
  /** Whether users come from Active Directory. @default false */
  readonly hybrid?: boolean
  /** Most items on a page, where that is fewer than Graph's own limits. @default Graph's own */
  readonly pageSize?: number
}

/** Options of `createM365Simulator`. All but `now` are plain JSON. */
export interface M365SimulatorOptions {
  /** The same seed makes the same world. @default 1 */
  readonly seed?: number
  /** @default an empty tenant */
  readonly world?: M365WorldOptions
  /** `documented`: what Microsoft documents; `off`: none. @default 'documented' */
  readonly limits?: 'documented' | 'off'
  /** Time that each answer takes. @default 0 */
  readonly latencyMs?: number
  /** @default a free one */
  readonly port?: number
  /** Wall clock in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** The moment that the world's dates are counted back from. @default the beginning of the current day */
  readonly epoch?: number
  /** How many requests are remembered. @default 100_000 */
  readonly rememberedRequests?: number
}
