/**
 * @module Shopify's published schemas as graphql-js schemas, and how resolvers are attached to them.
 */
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type IntrospectionQuery,
  isObjectType,
} from 'graphql'

/** Resolvers of one object type by field name. */
export type Fields<Source, Context> = Record<string, GraphQLFieldResolver<Source, Context>>

function packageFile(packageName: string, path: string): Buffer {
  const manifest = findPackageJSON(packageName, import.meta.url)
  if (manifest === undefined) {
    throw new Error(`The package ${packageName}, which carries Shopify's schema, is missing: run npm ci.`)
  }
  return readFileSync(join(dirname(manifest), path))
}

/** An introspection result, bare or as the server's whole answer. */
function buildSchema(introspectionJson: string): GraphQLSchema {
  const read: IntrospectionQuery | { data: IntrospectionQuery } = JSON.parse(introspectionJson)
  return buildClientSchema('data' in read ? read.data : read)
}

/** The Storefront API schema, version 2026-04, without resolvers. */
export function loadStorefrontSchema(): GraphQLSchema {
  return buildSchema(packageFile('@shopify/hydrogen', 'dist/storefront.schema.json').toString('utf8'))
}

/** The Admin API schema, version 2026-04, without resolvers: some 28,000 lines, a quarter of a second. */
export function loadAdminSchema(): GraphQLSchema {
  return buildSchema(
    gunzipSync(packageFile('@shopify/dev-mcp', 'dist/data/admin_2026-04.json.gz')).toString('utf8'),
  )
}

/**
 * Attaches resolvers to an object type of the schema.
 * @throws Error where the schema has no such type or field, so a misspelt resolver shows at start
 */
export function attach<Source, Context>(
  schema: GraphQLSchema,
  typeName: string,
  resolvers: Fields<Source, Context>,
): void {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`The schema has no object type ${typeName}.`)
  const fields = type.getFields()
  for (const [name, resolve] of Object.entries(resolvers)) {
    const field = fields[name]
    if (field === undefined) throw new Error(`The schema has no field ${typeName}.${name}.`)
    field.resolve = resolve
  }
}
