import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  buildClientSchema,
  buildSchema,
  extendSchema,
  type GraphQLSchema,
  isObjectType,
  parse,
  validateSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { SCHEMA } from '../../../edge-model/graphql/schema.generated.ts'
import { GENERATED, generate } from '../../../scripts/storefront-schema.ts'

const EXTENSION = join(import.meta.dirname, '../../../edge-model/graphql/recommendations.graphql')

/** Shopify's schema extended, as a storefront's code generator sees it. */
function extended(): GraphQLSchema {
  const path = createRequire(import.meta.url).resolve('@shopify/hydrogen/storefront.schema.json')
  return extendSchema(
    buildClientSchema(JSON.parse(readFileSync(path, 'utf8'))),
    parse(readFileSync(EXTENSION, 'utf8')),
  )
}

it('is what `npm run schema` writes', () => {
  expect(readFileSync(GENERATED, 'utf8')).toBe(generate())
})

describe('the schema of POST /graphql', () => {
  const schema = buildSchema(SCHEMA)

  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([])
  })

  it('has the two fields of its own at its root and of all other types every field that Shopify has', () => {
    const whole = extended()
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual([
      'recommendations',
      'recommendedPage',
    ])
    for (const type of Object.values(schema.getTypeMap())) {
      const original = whole.getType(type.name)
      if (!isObjectType(type) || !isObjectType(original) || type.name === 'QueryRoot') continue
      const signatures = (of: typeof type) =>
        Object.values(of.getFields()).map(({ name, type: returns, args }) => [
          name,
          String(returns),
          args.map((argument) => `${argument.name}: ${argument.type}`),
        ])
      expect([type.name, signatures(type)]).toEqual([type.name, signatures(original)])
    }
    expect(schema.getDirective('inContext')).toBeTruthy()
  })
})
