import { schema as github } from '@octokit/graphql-schema'
import * as graphql from 'graphql'
import { describe, expect, it } from 'vitest'
import { schemaText } from './create-schema.ts'

// GitHub's own file defines two fields twice, which does not matter for reading it.
const official = graphql.buildSchema(github.idl, { assumeValidSDL: true, assumeValid: true })
const ours = graphql.buildSchema(schemaText)
const types = Object.values(ours.getTypeMap()).filter(({ name }) => !name.startsWith('__'))

function written(argument: graphql.GraphQLArgument): string {
  const { name, type, default: given } = argument
  return `${name}: ${type} = ${given?.literal ? graphql.print(given.literal) : JSON.stringify(given?.value)}`
}

describe('the simulated schema', () => {
  it('is a part of the official one: same types, fields, arguments, defaults and nullability', () => {
    const differences: string[] = []
    for (const type of types) {
      const other = official.getType(type.name)
      if (!other || other.constructor !== type.constructor) {
        differences.push(`${type.name} is no such type`)
        continue
      }
      if (graphql.isEnumType(type) && graphql.isEnumType(other)) {
        const values = (one: graphql.GraphQLEnumType) =>
          one
            .getValues()
            .map(({ name }) => name)
            .sort()
            .join()
        if (values(type) !== values(other)) differences.push(`${type.name} has other values`)
      }
      if (graphql.isUnionType(type) && graphql.isUnionType(other)) {
        const members = new Set(other.getTypes().map(({ name }) => name))
        for (const { name } of type.getTypes())
          if (!members.has(name)) differences.push(`${name} is not in ${type.name}`)
      }
      if ('getInterfaces' in type && 'getInterfaces' in other) {
        const implemented = new Set(other.getInterfaces().map(({ name }) => name))
        for (const { name } of type.getInterfaces()) {
          if (!implemented.has(name)) differences.push(`${type.name} is no ${name}`)
        }
      }
      if (!('getFields' in type) || !('getFields' in other)) continue
      for (const [name, field] of Object.entries(type.getFields())) {
        const same = other.getFields()[name]
        if (String(same?.type) !== String(field.type)) differences.push(`${type.name}.${name}: ${field.type}`)
        const theirs = 'args' in (same ?? {}) ? (same as graphql.GraphQLField<unknown, unknown>).args.map(written) : []
        const own = 'args' in field ? field.args.map(written) : []
        if (own.join() !== theirs.join())
          differences.push(`${type.name}.${name}(${own.join()}) is not (${theirs.join()})`)
      }
    }
    expect(differences).toEqual([])
    expect(types.length).toBeGreaterThan(100)
  })
})
