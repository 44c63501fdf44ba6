import { github } from '@opencasb/connector-github'
import { createScanner, type Scanner } from '@opencasb/core'
import { createPostgresState } from '@opencasb/store-postgres'
import { createVault, environmentKey } from '@opencasb/vault'

/** What every process of the fleet has in its environment. */
export interface FleetEnvironment {
  readonly DATABASE_URL: string
  /** 32 random bytes as base64; opens the stored credentials. */
  readonly OPENCASB_KEY: string
}

/** The scanner that all processes make alike: one database, one key, the same connectors. */
export async function fleetScanner({ DATABASE_URL, OPENCASB_KEY }: FleetEnvironment): Promise<Scanner> {
  const state = await createPostgresState({ connectionString: DATABASE_URL })
  const credentials = createVault({ store: state.sealed, keys: environmentKey({ value: OPENCASB_KEY }) })
  return createScanner({ connectors: [github()], state, credentials })
}
