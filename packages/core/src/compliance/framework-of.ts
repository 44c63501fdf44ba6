import type { Connector } from '../contract/connector.ts'
import type { Framework } from '../contract/framework.ts'
import { ConfigError } from '../errors/config-error.ts'

/** The benchmark of that id. @throws ConfigError naming those that there are */
export function frameworkOf(connector: Connector, id: string): Framework {
  const framework = connector.frameworks?.find((known) => known.id === id)
  if (framework) return framework
  const known = (connector.frameworks ?? []).map((entry) => entry.id).join(', ')
  throw new ConfigError(
    `framework: ${connector.title} has no benchmark "${id}"; ${known ? `use one of ${known}` : 'it has none'}`,
    { field: 'framework' },
  )
}
