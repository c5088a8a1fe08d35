/**
 * @module The schema of POST /graphql with its resolvers. Of a product whatever the Storefront API answered is passed on.
 */
import {
  buildSchema,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql'
import { resolvers } from './resolvers.ts'
import { SCHEMA } from './schema.generated.ts'

export const createSchema = (): GraphQLSchema => {
  const schema = buildSchema(SCHEMA, { assumeValid: true, assumeValidSDL: true })
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue
    const own = resolvers[type.name]
    for (const field of Object.values(type.getFields())) {
      field.resolve = own === undefined ? asAnswered : own[field.name]
    }
  }
  return schema
}

/** The Storefront API answers under the names that the query asked for. An error stands where it could not answer. */
const asAnswered: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, { path }) =>
  typeof source === 'object' && source !== null ? Reflect.get(source, path.key) : undefined
