/**
 * @module Where an operation asks for products, and what of them.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql'

/** Selections of products by where they stand: the names under which they are answered, joined by dots. */
export type ProductSelections = Map<string, SelectionNode[]>

type Execution = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>

/** Every place below a field of QueryRoot at which `product` is asked for, and what of it. */
export function productSelections(info: GraphQLResolveInfo): ProductSelections {
  const found: ProductSelections = new Map()
  collect(info, info.fieldNodes, String(info.path.key), getNamedType(info.returnType).name, found)
  return found
}

function collect(
  execution: Execution,
  fields: readonly FieldNode[],
  path: string,
  typeName: string,
  found: ProductSelections,
): void {
  if (typeName === 'Product') {
    const selections = fields.flatMap(({ selectionSet }) => selectionSet?.selections ?? [])
    found.set(path, [...(found.get(path) ?? []), ...selections])
    return
  }
  const type = execution.schema.getType(typeName)
  if (!isObjectType(type)) return
  for (const [key, nodes] of subfields(execution, fields)) {
    const field = type.getFields()[nodes[0]?.name.value ?? '']
    if (field !== undefined) collect(execution, nodes, `${path}.${key}`, getNamedType(field.type).name, found)
  }
}

/** The fields below `fields` by the name under which they are answered. */
function subfields(execution: Execution, fields: readonly FieldNode[]): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>()
  const add = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (!included(selection, execution)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        found.set(key, [...(found.get(key) ?? []), selection])
      } else {
        add(selected(selection, execution.fragments))
      }
    }
  }
  for (const { selectionSet } of fields) add(selectionSet?.selections ?? [])
  return found
}

function selected(
  selection: Exclude<SelectionNode, FieldNode>,
  fragments: Record<string, FragmentDefinitionNode>,
): readonly SelectionNode[] {
  const holder = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection
  return holder?.selectionSet.selections ?? []
}

function included(selection: SelectionNode, { variableValues }: Execution): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false
  )
}
