import type { SalesforceWorld } from '../world/salesforce-world.ts'
import type { Row, SimulatedObject } from '../world/simulated-object.ts'

/** What {@link thing} takes. */
export interface ThingOptions extends Pick<SimulatedObject, 'name' | 'api' | 'prefix'> {
  /** @default ViewSetup */
  readonly requires?: readonly string[]
  readonly parents?: NonNullable<SimulatedObject['parents']>
  /** How many there are, times the world's number of things. @default 1 */
  readonly share?: number
  /** @default records come and go */
  readonly comesAndGoes?: boolean
  /** The record at an index, as it should be. */
  readonly good: (index: number, world: SalesforceWorld) => Row
  /** What is wrong with it where it is not; each of these is wrong for some of the records. */
  readonly faults: readonly ((world: SalesforceWorld) => Row)[]
}

/** An object of which some records are as they should be, and some are not. */
export function thing({
  requires = ['ViewSetup'],
  share = 1,
  good,
  faults,
  comesAndGoes = true,
  ...rest
}: ThingOptions): SimulatedObject {
  const { name } = rest
  return {
    ...rest,
    requires,
    comesAndGoes,
    count: ({ options }) => Math.ceil(options.things * share),
    make: (index, world) => {
      const dice = world.dice(name)
      const spoiled = faults.filter((_, at) => dice.chance(0.3, index, at + 1)).map((fault) => fault(world))
      return Object.assign({}, good(index, world), ...spoiled)
    },
    change: (_row, roll, world) => {
      const chosen = Math.floor(roll * (faults.length + 1))
      return faults[chosen]?.(world) ?? good(Math.floor(roll * 1_000_000), world)
    },
  }
}
