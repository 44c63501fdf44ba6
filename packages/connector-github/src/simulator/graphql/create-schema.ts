import type { GraphQLSchema } from 'graphql'
import { isEnough } from '../access/permission.ts'
import { FieldError, forbiddenMessage } from './field-error.ts'
import { fieldPermissions } from './field-permissions.ts'
import type { GraphqlContext } from './graphql-context.ts'
import type { NodeScope } from './nodes/node-scope.ts'
import { alertTypes } from './sdl/alert.ts'
import { organizationTypes } from './sdl/organization.ts'
import { peopleTypes } from './sdl/people.ts'
import { protectionTypes } from './sdl/protection.ts'
import { queryTypes } from './sdl/query.ts'
import { repositoryTypes } from './sdl/repository.ts'
import { rulesetTypes } from './sdl/ruleset.ts'

/** The part of GitHub's GraphQL schema that is simulated. */
export const schemaText: string = [
  queryTypes,
  organizationTypes,
  peopleTypes,
  repositoryTypes,
  protectionTypes,
  rulesetTypes,
  alertTypes,
].join('\n')

function scopeOf(source: unknown): NodeScope | undefined {
  return typeof source === 'object' && source !== null && 'scope' in source ? (source.scope as NodeScope) : undefined
}

/** Builds the schema; fields that take a permission ask for it before they answer. */
export function createSchema(graphql: typeof import('graphql')): GraphQLSchema {
  const schema = graphql.buildSchema(schemaText)
  for (const [name, permission] of Object.entries(fieldPermissions)) {
    const [typeName = '', fieldName = ''] = name.split('.')
    const type = schema.getType(typeName)
    const field = type && 'getFields' in type ? type.getFields()[fieldName] : undefined
    if (!field || !('resolve' in field)) throw new Error(`${name} is not part of the schema`)
    field.resolve = (source: unknown, arguments_: Record<string, unknown>, context: GraphqlContext, info) => {
      const organization = scopeOf(source)?.place.organization.login
      // Whoever reads another organisation's public things gets as far as the scopes of a classic token let them.
      const foreign = organization !== undefined && !context.grant.organizations.has(organization)
      const open = permission.classic !== 'never' && permission.classic.length === 0
      if (!isEnough(permission, context.grant, { organization: foreign && open ? undefined : organization })) {
        throw new FieldError('FORBIDDEN', forbiddenMessage(context.grant))
      }
      return graphql.defaultFieldResolver(source, arguments_, context, info)
    }
  }
  return schema
}
