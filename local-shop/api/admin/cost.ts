/**
 * @module What a query costs, in points: an object 1, a connection 2 and its page size times what one item costs, scalars
 * nothing. These are the rules Shopify published; it has made large pages cheaper since, so what fits here fits there.
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/** The most points one query may cost. */
export const MAX_QUERY_COST = 1000

export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const operation = document.definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName == null || definition.name?.value === operationName),
  )
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return 0
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined,
    ]),
  )

  const pageSize = (field: FieldNode): number | null => {
    for (const { name, value } of field.arguments ?? []) {
      if (name.value !== 'first' && name.value !== 'last') continue
      if (value.kind === Kind.INT) return Number(value.value)
      if (value.kind === Kind.VARIABLE) {
        const size = variables[value.name.value] ?? defaults[value.name.value]
        if (typeof size === 'number') return size
      }
    }
    return null
  }

  /** The frame of a connection, `edges` and `pageInfo`, costs nothing; `node` and `nodes` are the object itself. */
  const fieldCost = (field: FieldNode, parent: GraphQLOutputType): number => {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0
    const type = parent.getFields()[field.name.value]?.type
    const named = type === undefined ? undefined : getNamedType(type)
    if (named === undefined || !isCompositeType(named) || field.selectionSet === undefined) return 0
    const size = pageSize(field)
    const inside = selectionCost(field.selectionSet, named)
    if (field.name.value === 'pageInfo') return 0
    if (field.name.value === 'edges') return inside
    return size === null || !named.name.endsWith('Connection') ? 1 + inside : 2 + size * inside
  }

  const selectionCost = (selectionSet: SelectionSetNode, parent: GraphQLOutputType): number => {
    let sum = 0
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)
        const type = fragment && schema.getType(fragment.typeCondition.name.value)
        if (fragment && isCompositeType(type)) sum += selectionCost(fragment.selectionSet, type)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent
        if (isCompositeType(type)) sum += selectionCost(selection.selectionSet, type)
      } else {
        sum += fieldCost(selection, parent)
      }
    }
    return sum
  }

  const root = schema.getRootType(operation.operation)
  return root == null ? 0 : selectionCost(operation.selectionSet, root)
}

/** What an answer cost after all: as Shopify does, pages count with what they hold, an object 1. */
export function answerCost(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0
  const inside = Object.values(data).reduce((sum: number, value) => sum + answerCost(value), 0)
  return Array.isArray(data) ? inside : 1 + inside
}
