/**
 * @module `npm run schema`: writes the schema of POST /graphql, the part of Shopify's Storefront schema that a product leads to and
 * what `recommendations.graphql` adds, as text that a Worker can parse in a few milliseconds.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type ASTNode,
  buildClientSchema,
  type DefinitionNode,
  type DocumentNode,
  type IntrospectionQuery,
  Kind,
  parse,
  print,
  printSchema,
  stripIgnoredCharacters,
  visit,
} from 'graphql'

const root = join(import.meta.dirname, '..')
const EXTENSION = join(root, 'edge-model/graphql/recommendations.graphql')
export const GENERATED = join(root, 'edge-model/graphql/schema.generated.ts')

/** Directives of the Storefront API that a query may carry; the others are part of GraphQL. */
const DIRECTIVES = ['inContext']

function storefrontSchema(): DocumentNode {
  const path = createRequire(import.meta.url).resolve('@shopify/hydrogen/storefront.schema.json')
  const schema: IntrospectionQuery = JSON.parse(readFileSync(path, 'utf8'))
  return parse(printSchema(buildClientSchema(schema)))
}

/** The definitions without descriptions, deprecations and whatever else a validator does not read. */
function bare<N extends ASTNode>(node: N): N {
  return visit(node, {
    enter: (child) => {
      if (child.kind === Kind.DIRECTIVE) return null
      return 'description' in child ? { ...child, description: undefined } : undefined
    },
  })
}

/** Names of all types that a node speaks of. */
function mentioned(node: ASTNode): string[] {
  const names: string[] = []
  visit(node, { enter: (child) => void (child.kind === Kind.NAMED_TYPE && names.push(child.name.value)) })
  return names
}

/** What is reached from `start`; an interface leads to the types that implement it. */
function reached(start: readonly string[], definitions: readonly DefinitionNode[]): Set<string> {
  const byName = new Map<string, DefinitionNode>()
  const implementers = new Map<string, string[]>()
  for (const definition of definitions) {
    if (!('name' in definition) || definition.name === undefined) continue
    byName.set(definition.name.value, definition)
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    for (const { name } of definition.interfaces ?? []) {
      implementers.set(name.value, [...(implementers.get(name.value) ?? []), definition.name.value])
    }
  }
  const found = new Set<string>()
  const open = [...start]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const definition = byName.get(name)
    if (definition === undefined || found.has(name)) continue
    found.add(name)
    open.push(...mentioned(definition), ...(implementers.get(name) ?? []))
  }
  return found
}

/** The generated module's text. */
export function generate(): string {
  const { definitions } = bare(storefrontSchema())
  const directives = definitions.filter(
    (definition) =>
      definition.kind === Kind.DIRECTIVE_DEFINITION && DIRECTIVES.includes(definition.name.value),
  )
  const types = reached(['Product', ...directives.flatMap(mentioned)], definitions)
  const kept = definitions.filter(
    (definition) =>
      directives.includes(definition) ||
      ('name' in definition && definition.name !== undefined && types.has(definition.name.value)),
  )
  const extension = bare(parse(readFileSync(EXTENSION, 'utf8')))
  const own = extension.definitions.map(
    (definition): DefinitionNode =>
      definition.kind === Kind.OBJECT_TYPE_EXTENSION && definition.name.value === 'QueryRoot'
        ? { ...definition, kind: Kind.OBJECT_TYPE_DEFINITION }
        : definition,
  )
  const schema = parse('schema { query: QueryRoot }').definitions
  const text = stripIgnoredCharacters(
    print({ kind: Kind.DOCUMENT, definitions: [...schema, ...kept, ...own] }),
  )
  return `/** @module Written by \`npm run schema\`; not to be edited. */\nexport const SCHEMA =\n  '${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(GENERATED, generate())
  console.log(`Wrote ${GENERATED}`)
}
