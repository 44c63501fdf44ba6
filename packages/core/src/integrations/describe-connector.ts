import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'
import type { Connector } from '../contract/connector.ts'
import type { JsonObject } from '../model/json.ts'
import type { ConnectorDescription } from './connector-description.ts'

/** What a connector takes and how it is set up, as data that a host can show. */
export function describeConnector(connector: Connector): ConnectorDescription {
  const { id, title, version, config, auth, guide, interval } = connector
  return {
    id,
    title,
    version,
    config: jsonSchemaOf(config),
    auth: auth.map(({ kind, title: name, schema, secrets, connect }) => ({
      kind,
      title: name,
      schema: jsonSchemaOf(schema),
      secrets,
      ...(connect && { connect: { app: connect.app } }),
    })),
    guide,
    interval,
  }
}

/** Schema libraries may implement it beside Standard Schema, and may throw for what JSON Schema cannot say. */
function jsonSchemaOf(schema: StandardSchemaV1): JsonObject | undefined {
  const { jsonSchema } = schema['~standard'] as Partial<StandardJSONSchemaV1.Props>
  try {
    return jsonSchema?.input({ target: 'draft-2020-12' }) as JsonObject | undefined
  } catch {
    return undefined
  }
}
