import { allApplications } from './application-values.ts'
import type { Demand } from './demand.ts'
import { allSignIns, type Region } from './region.ts'

/** Something that all sign-ins of some regions should be asked for. */
export interface Question {
  readonly regions: readonly Region[]
  /** One of them is enough, policy by policy. */
  readonly demands: readonly Demand[]
}

const toApplications: Region = { ...allSignIns, applications: allApplications }

/** A question about sign-ins of everybody to all applications, narrowed. */
export function aboutEverybody(demand: Demand | readonly Demand[], region: Partial<Region> = {}): Question {
  return { regions: [{ ...toApplications, ...region }], demands: listOf(demand) }
}

/** A question about people who belong to one of these: `role:…`, `guest:…`, `group:…`. */
export function aboutMembers(
  tokens: readonly string[],
  demand: Demand | readonly Demand[],
  region: Partial<Region> = {},
): Question {
  return {
    regions: tokens.map((token) => ({ ...toApplications, ...region, principals: { in: [token], notIn: [] } })),
    demands: listOf(demand),
  }
}

function listOf(demand: Demand | readonly Demand[]): readonly Demand[] {
  return Array.isArray(demand) ? (demand as readonly Demand[]) : [demand as Demand]
}
