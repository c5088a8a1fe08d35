/**
 * @module The manifest of a shop model just exported.
 */
import { parseItems } from '../../edge-model/contract/items.ts'
import { MANIFEST_VERSION, MAX_POPULAR, type Manifest } from '../../edge-model/contract/manifest.ts'
import type { Blob, SessionRule, TableManifest } from '../../edge-model/contract/table.ts'
import type { ProductContent } from '../dataset/catalog.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import type { ShopModel } from '../models/model.ts'
import { mostPopular } from '../models/popular.ts'
import type { SparseTable } from '../table/sparse-table.ts'
import { digestData, sha256 } from './digests.ts'
import { IR_VERSION, inputsOf, OPSET, OUTPUTS, rankingOf } from './graph.ts'

/** One request in ten shows one new product, on the last of its places. */
const EXPLORATION_SHARE = 0.1

export interface TableBytes {
  graph: Uint8Array
  weights: Uint8Array
}

/** What the manifest tells that neither log nor model know. */
export interface ManifestFacts {
  shop: string
  createdAt: Date
  /** What was known of the products; empty where nothing was. */
  catalog: ReadonlyMap<string, ProductContent>
  /** Digest over the code that trained. */
  codeSha256: string
  card?: NonNullable<Manifest['card']>
}

/**
 * items.json: the products of the rows. Families are numbered in the order they come, which keeps the file short.
 * @throws ContractError where the model has not one family, one repeat and one fresh for each item
 */
export function itemsJson(log: SessionLog, { families, repeats, fresh }: ShopModel): Uint8Array {
  const numbers = new Map<number, number>()
  const numbered = Array.from(families, (family) => {
    const number = numbers.get(family) ?? numbers.size
    numbers.set(family, number)
    return number
  })
  const flags = (column: Uint8Array) => Array.from(column, (flag) => (flag === 0 ? 0 : 1))
  const columns = { ids: log.items, families: numbered, repeats: flags(repeats), fresh: flags(fresh) }
  const items = parseItems(columns)
  return new TextEncoder().encode(JSON.stringify(items))
}

/** @param runtime ONNX Runtime and its version, as the check before writing ran it */
export function describeTable(
  { items, neighbours, heads }: SparseTable,
  session: SessionRule,
  { graph, weights }: TableBytes,
  runtime: string,
  quantization: TableManifest['quantization'],
): TableManifest {
  return {
    neighbours,
    ranks: rankingOf(items),
    session,
    graph: describe(graph),
    weights: describe(weights),
    onnx: { opset: OPSET, irVersion: IR_VERSION, runtime, inputs: inputsOf(heads), outputs: OUTPUTS },
    quantization,
  }
}

export function buildManifest(
  log: SessionLog,
  model: ShopModel,
  items: Uint8Array,
  tables: Manifest['tables'],
  { shop, createdAt, catalog, codeSha256, card }: ManifestFacts,
): Manifest {
  return {
    schemaVersion: MANIFEST_VERSION,
    shop,
    createdAt: createdAt.toISOString(),
    model: { name: model.name, parameters: model.parameters, items: log.items.length },
    items: describe(items),
    tables,
    slots: model.slots,
    exploration: { share: EXPLORATION_SHARE },
    popular: mostPopular(log, MAX_POPULAR),
    training: {
      window: trainingWindow(log),
      sessions: sessionCount(log),
      events: log.events.length,
      dataSha256: digestData(log, catalog),
      codeSha256,
    },
    ...(card && { card }),
  }
}

const describe = (bytes: Uint8Array): Blob => ({ sha256: sha256(bytes), bytes: bytes.length })

/** From the end of the first session to the end of the last: a log keeps each session's last time only. */
function trainingWindow(log: SessionLog): Manifest['training']['window'] {
  const from = log.times?.at(0)
  const to = log.times?.at(-1)
  if (from === undefined || to === undefined) return null
  return { from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString() }
}

/**
 * When the manifest says it was made. The same data trained by the same code shall give the same release, to the byte,
 * so it is not the clock: SOURCE_DATE_EPOCH where set (reproducible-builds.org), else the newest session's time, else
 * the beginning of 1970.
 */
export function creationTime(log: SessionLog, sourceDateEpoch: number | undefined): Date {
  return new Date((sourceDateEpoch ?? log.times?.at(-1) ?? 0) * 1000)
}
