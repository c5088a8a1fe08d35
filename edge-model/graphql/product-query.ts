/**
 * @module One Storefront API query for all products of an operation, with the operation's own selections, fragments,
 * variables and context.
 */
import {
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLResolveInfo,
  Kind,
  OperationTypeNode,
  print,
  type SelectionNode,
  visit,
} from 'graphql'

/** Products asked for at one place. */
export interface Wanted {
  ids: readonly string[]
  selections: readonly SelectionNode[]
}

export interface ProductQuery {
  query: string
  variables: Record<string, unknown>
}

type Operation = Pick<GraphQLResolveInfo, 'operation' | 'fragments' | 'variableValues'>

const name = (value: string) => ({ kind: Kind.NAME, value }) as const

/** Under which name the products of the nth place are answered. */
export const placeName = (place: number): string => `p${place}`

/** A query that answers, under `placeName(n)`, the nth wanted products in the order of their ids. */
export function productQuery(wanted: readonly Wanted[], operation: Operation): ProductQuery {
  const fields = wanted.map(toField)
  const { directives = [], variableDefinitions = [] } = operation.operation
  const fragments = fragmentsOf([...fields], operation.fragments)
  const used = new Set<string>()
  for (const node of [...fields, ...fragments, ...directives]) {
    visit(node, { enter: (child) => void (child.kind === Kind.VARIABLE && used.add(child.name.value)) })
  }
  const definitions: DefinitionNode[] = [
    {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      name: name('RecommendedProducts'),
      directives,
      variableDefinitions: variableDefinitions.filter(({ variable }) => used.has(variable.name.value)),
      selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
    },
    ...fragments,
  ]
  const variables = Object.entries(operation.variableValues).filter(([key]) => used.has(key))
  return {
    query: print(withTypeNames({ kind: Kind.DOCUMENT, definitions })),
    variables: Object.fromEntries(variables),
  }
}

function toField({ ids, selections }: Wanted, place: number): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: name(placeName(place)),
    name: name('nodes'),
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: name('ids'),
        value: { kind: Kind.LIST, values: ids.map((value) => ({ kind: Kind.STRING, value })) },
      },
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: name('Product') },
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
      ],
    },
  }
}

/** The fragments that these nodes spread, and those that they spread in turn. */
function fragmentsOf(nodes: ASTNode[], all: Operation['fragments']): Operation['fragments'][string][] {
  const found = new Map<string, Operation['fragments'][string]>()
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    visit(node, {
      FragmentSpread: (spread) => {
        const fragment = all[spread.name.value]
        if (fragment === undefined || found.has(spread.name.value)) return
        found.set(spread.name.value, fragment)
        nodes.push(fragment)
      },
    })
  }
  return [...found.values()]
}

/** With the type's name everywhere: without it nobody can tell which of several types an answer is of. */
const withTypeNames = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: {
      leave: (set) => ({
        ...set,
        selections: [...set.selections, { kind: Kind.FIELD, name: name('__typename') }],
      }),
    },
  })
