/**
 * @module From a shop's sessions and catalog to all that a release is made of: tables for every slot, families, what is
 * bought again, what is new, and the card that says how well it does.
 */
import type { ModelCard } from '../../../edge-model/contract/card.ts'
import type { ProductContent } from '../../dataset/catalog.ts'
import type { SessionLog } from '../../dataset/session-log.ts'
import { coOccurrence } from '../../evaluate/diversity.ts'
import { layoutWeights } from '../../export/weights.ts'
import { buildResult, type MeasuredModel } from '../../report/build-result.ts'
import { buildCard } from '../../report/model-card.ts'
import { type Choice, chooseModel, type Measured } from '../choose.ts'
import { METHODS, type Method } from '../methods.ts'
import type { OnProgress, Parameters, ShopModel } from '../model.ts'
import { applyPairScorer, type Fitted, type Shop } from '../pair-scorer/pair-scorer.ts'
import { freshProducts, withCatalog } from './catalog-items.ts'
import { buysVariants, familiesOf } from './families.ts'
import { repeatsOf } from './repeats.ts'
import type { ShopScorer } from './scorer-file.ts'
import { slotsOver } from './slots.ts'

const K = 20

export interface LearnedShop {
  model: ShopModel
  /** The sessions over all products of the catalog: row r of every table is its item r. */
  log: SessionLog
  /** Why this model, one sentence. */
  reason: string
  /** Undefined where too few sessions tell anything. */
  card: ModelCard | undefined
  /** What values new counts and new products without learning again; null for SLIST. */
  scorer: ShopScorer | null
}

/**
 * Learns from all sessions by the method that holds its own on the newest.
 * @throws InputError where none does
 */
export async function learnShop(
  sessions: SessionLog,
  catalog: ReadonlyMap<string, ProductContent>,
  wished: Exclude<Method, 'popular'>,
  onProgress?: OnProgress,
): Promise<LearnedShop> {
  const log = withCatalog(sessions, catalog)
  const choice = await chooseModel(log, catalog, wished, (done, total) => onProgress?.(done, 1.3 * total))
  const { fitted, content, reason } = choice
  const hits = choice.measured[0].validation.hr
  const worth = hits / K
  const model = await valueShop({ log, content }, catalog, { fitted, worth })
  const scorer = fitted && { fitted, worth, described: content !== null }
  return { model, log, reason, card: cardOf(choice), scorer }
}

/**
 * Counts all sessions and values every pair by scorers that are there already; without them by SLIST.
 * @param worth share of a shelf's places that find what is wanted
 */
export async function valueShop(
  shop: Shop,
  catalog: ReadonlyMap<string, ProductContent>,
  { fitted, worth }: { fitted: Fitted | null; worth: number },
  onProgress?: OnProgress,
): Promise<ShopModel> {
  const { log, content } = shop
  const families = familiesOf(log.items, catalog)
  const variants = buysVariants(log, families)
  const facts = {
    families,
    repeats: repeatsOf(log, content?.types ?? null, worth),
    fresh: freshProducts(log, catalog),
  }
  if (fitted === null) {
    const { name, parameters, table, session } = await METHODS.slist(log)
    const tables = { next: { table, session } }
    return {
      name,
      parameters,
      tables,
      slots: slotsOver({ next: 'next', together: 'next', similar: 'next' }, variants),
      ...facts,
    }
  }
  const models = await applyPairScorer(shop, fitted, onProgress)
  const parameters: Parameters = {}
  const tables: ShopModel['tables'] = {}
  for (const [name, model] of models) {
    tables[name] = { table: model.table, session: model.session }
    for (const [key, value] of Object.entries(model.parameters)) parameters[`${name}.${key}`] = value
  }
  const slots = slotsOver({ next: 'next', together: 'together', similar: 'similar' }, variants)
  return { name: 'pair-scorer', parameters, tables, slots, ...facts }
}

/** The model card, from how the models did on the newest sessions. */
function cardOf({ measured, older, newest }: Choice): ModelCard | undefined {
  const [{ validation }] = measured
  if (validation.predictions === 0) return undefined
  const measurement = {
    cases: validation.cases,
    train: older,
    test: newest,
    minPrefix: 1,
    k: K,
    sources: [],
    split:
      'Learned from all but the newest sessions, measured on those; the released model learned from all.',
    runtime: 'the training package, before the table was coded',
    similarity: coOccurrence(older),
  }
  return buildCard(buildResult(measurement, measured.map(measuredModel)))
}

function measuredModel({ name, model, validation }: Measured): MeasuredModel {
  const unquantized = { all: { hr: validation.hr, mrr: 0 }, novel: { hr: 0, mrr: 0 } }
  const { parameters, table } = model
  // A card is the same for the same data: no time goes into it.
  return {
    ...{ name, parameters, records: validation.records, unquantized },
    ...{ trainSeconds: 0, modelBytes: layoutWeights(table).bytes },
  }
}
