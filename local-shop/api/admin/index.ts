/**
 * @module The Admin API: the part of Shopify's schema that training reads, with cost and throttling.
 */
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql'
import { type Checked, createChecker, type GraphqlRequest, runDocument } from '../graphql/run.ts'
import { attach, loadAdminSchema } from '../graphql/schema.ts'
import type { Store } from '../store/records.ts'
import { imageFields } from '../storefront/images.ts'
import type { AdminContext } from './context.ts'
import { answerCost, MAX_QUERY_COST, queryCost } from './cost.ts'
import { optionFields, productFields, variantFields } from './products.ts'
import { collectionFields, queryRootFields, shopFields } from './query-root.ts'
import { createThrottle } from './throttle.ts'

function createSchema(): GraphQLSchema {
  const schema = loadAdminSchema()
  attach(schema, 'QueryRoot', queryRootFields)
  attach(schema, 'Shop', shopFields)
  attach(schema, 'Collection', collectionFields)
  attach(schema, 'Product', productFields)
  attach(schema, 'ProductOption', optionFields)
  attach(schema, 'ProductVariant', variantFields)
  attach(schema, 'Image', imageFields)
  return schema
}

export interface AdminApi {
  /** @param origin the shop's address as the client wrote it, without a slash at its end */
  run(request: GraphqlRequest, origin: string): Promise<ExecutionResult>
}

interface Engine {
  schema: GraphQLSchema
  check: (query: string) => Checked
}

/** The schema is big, so it is read with the first request. */
export function createAdminApi(store: Store, now: () => number): AdminApi {
  const throttle = createThrottle(now)
  let engine: Engine | undefined
  const ready = (): Engine => {
    if (engine === undefined) {
      const schema = createSchema()
      engine = { schema, check: createChecker(schema) }
    }
    return engine
  }

  return {
    async run(request, origin) {
      const { schema, check } = ready()
      const checked = check(request.query)
      if ('errors' in checked) return { errors: checked.errors }
      const points = queryCost(schema, checked.document, request.operationName, request.variables ?? {})
      const refuse = (code: string, message: string): ExecutionResult => ({
        errors: [new GraphQLError(message, { extensions: { code } })],
        extensions: {
          cost: { requestedQueryCost: points, actualQueryCost: null, throttleStatus: throttle.status() },
        },
      })
      if (points > MAX_QUERY_COST) {
        return refuse(
          'MAX_COST_EXCEEDED',
          `Query cost is ${points}, which exceeds the single query max cost limit (${MAX_QUERY_COST}): ask for smaller pages.`,
        )
      }
      if (!throttle.take(points)) return refuse('THROTTLED', 'Throttled')
      const context: AdminContext = { store, origin, warnings: [] }
      const result = await runDocument(schema, checked.document, request, context)
      const actual = Math.min(points, answerCost(result.data))
      throttle.giveBack(points - actual)
      const cost = { requestedQueryCost: points, actualQueryCost: actual, throttleStatus: throttle.status() }
      const { warnings } = context
      return { ...result, extensions: { cost, ...(warnings.length > 0 && { search: warnings }) } }
    },
  }
}
