/**
 * @module What a query may cost, told before anything of it is executed.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type Source,
  type ValueNode,
} from 'graphql'
import { RECOMMEND_LIMITS } from '../contract/recommend.ts'
import { MAX_SHELF_LENGTH, MAX_SHELVES } from '../contract/theme.ts'
import { graphqlError } from './errors.ts'

export const GRAPHQL_LIMITS = {
  /** Words and signs of a document. */
  tokens: 1_000,
  /** Fields one below the other. */
  depth: 12,
  /** Fields of QueryRoot, each of which runs a model. */
  rootFields: 4,
  /** Fields answered under another name than their own. */
  aliases: 40,
  /** Products × fields below them; a list of n counts its fields n times. */
  cost: 25_000,
} as const

type Variables = Readonly<Record<string, unknown>>

interface Weight {
  /** Fields side by side. */
  fields: number
  /** Fields one below the other. */
  depth: number
  aliases: number
  /** Fields answered. */
  cost: number
}

const NOTHING: Weight = { fields: 0, depth: 0, aliases: 0, cost: 0 }

/**
 * The document that `text` spells.
 * @throws GraphQLError where it is none, or exceeds a limit that can be told without variables. Told before it is validated:
 *   validating grows with the square of a document's length.
 */
export function parseWithinLimits(text: string | Source): DocumentNode {
  const document = parse(text, { maxTokens: GRAPHQL_LIMITS.tokens })
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue
    const { fields, depth, aliases } = weigh(operation, document, {})
    refuseBeyond('rootFields', fields, 'fields of QueryRoot', 'Ask for a whole page instead.')
    refuseBeyond('depth', depth, 'fields one below the other', 'Ask for less in one query.')
    refuseBeyond('aliases', aliases, 'aliases', 'Ask for less in one query.')
  }
  return document
}

/**
 * @param variables as sent
 * @throws GraphQLError where the operation would answer too much
 */
export function refuseCost(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
): void {
  const { cost } = weigh(operation, document, variables)
  refuseBeyond('cost', cost, 'fields to answer', 'Ask for fewer products or fewer fields.')
}

function refuseBeyond(limit: keyof typeof GRAPHQL_LIMITS, is: number, what: string, advice: string): void {
  const most = GRAPHQL_LIMITS[limit]
  if (is <= most) return
  throw graphqlError('query_too_costly', `The query has ${is} ${what}, at most ${most} are taken. ${advice}`)
}

function weigh(operation: OperationDefinitionNode, document: DocumentNode, variables: Variables): Weight {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  }
  const numberOf = numbersIn(operation, variables)
  // Weighed once each: fragments that spread others twice would be walked exponentially often.
  const known = new Map<string, Weight>()

  const ofSet = ({ selections }: SelectionSetNode): Weight =>
    selections.map(ofSelection).reduce(beside, NOTHING)
  const ofSelection = (selection: SelectionNode): Weight => {
    if (selection.kind === Kind.FIELD) return ofField(selection)
    return selection.kind === Kind.INLINE_FRAGMENT
      ? ofSet(selection.selectionSet)
      : ofFragment(selection.name.value)
  }
  const ofField = (field: FieldNode): Weight => {
    const below = field.selectionSet === undefined ? NOTHING : ofSet(field.selectionSet)
    return {
      fields: 1,
      depth: 1 + below.depth,
      aliases: below.aliases + (field.alias === undefined ? 0 : 1),
      cost: 1 + timesOf(field, numberOf) * below.cost,
    }
  }
  const ofFragment = (name: string): Weight => {
    const fragment = fragments.get(name)
    const weighed = known.get(name)
    if (weighed !== undefined || fragment === undefined) return weighed ?? NOTHING
    // A fragment that spreads itself weighs nothing there; validation refuses it.
    known.set(name, NOTHING)
    const weight = ofSet(fragment.selectionSet)
    known.set(name, weight)
    return weight
  }
  return ofSet(operation.selectionSet)
}

const beside = (one: Weight, other: Weight): Weight => ({
  fields: one.fields + other.fields,
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  cost: one.cost + other.cost,
})

type NumberOf = (value: ValueNode | undefined) => number | undefined

/** The number that an argument stands for, a variable's default where nothing was sent. */
function numbersIn({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): NumberOf {
  const numberOf: NumberOf = (value) => {
    if (value?.kind === Kind.INT) return Number(value.value)
    if (value?.kind !== Kind.VARIABLE) return undefined
    const sent = variables[value.name.value]
    if (typeof sent === 'number') return sent
    const definition = variableDefinitions.find(({ variable }) => variable.name.value === value.name.value)
    return numberOf(definition?.defaultValue)
  }
  return numberOf
}

/** How often what stands below a field is answered, at most. */
function timesOf(field: FieldNode, numberOf: NumberOf): number {
  const argument = (name: string) => {
    const number = numberOf(field.arguments?.find((given) => given.name.value === name)?.value)
    // Less than nothing is refused later, and only there: it must not make the rest of the query cheaper.
    return number === undefined ? undefined : Math.max(0, number)
  }
  if (field.name.value === 'recommendations') return argument('limit') ?? RECOMMEND_LIMITS.limit
  if (field.name.value === 'recommendedPage') {
    return MAX_SHELVES * (MAX_SHELF_LENGTH + (argument('spare') ?? 0))
  }
  return Math.max(1, argument('first') ?? argument('last') ?? 1)
}
