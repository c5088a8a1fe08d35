/**
 * @module What train and sync have in common once a model is there: the release built, written with what is kept beside
 * it, and told of.
 */
import type { ModelCard } from '@aisle/edge-model/contract'
import { z } from 'zod'
import type { ProductContent } from '../dataset/catalog.ts'
import type { SessionLog } from '../dataset/session-log.ts'
import type { ExportCheck } from '../evaluate/export-check.ts'
import { digestCode } from '../export/digests.ts'
import { creationTime } from '../export/manifest.ts'
import { type BuiltRelease, releaseOf } from '../export/release-of.ts'
import { writeRelease } from '../export/write-release.ts'
import type { ShopModel } from '../models/model.ts'
import { formatScorer, type ShopScorer } from '../models/shop/scorer-file.ts'
import { CARD_FILE, SCORER_FILE } from '../publish/release-files.ts'
import { describeCard } from '../report/describe-card.ts'
import { readEnvironment, wholeNumber } from './flags.ts'
import { bytes, count, type Output } from './output.ts'
import { withProgress } from './with-progress.ts'

const environmentSchema = z.object({ SOURCE_DATE_EPOCH: wholeNumber(0, 1e11).optional() })

export interface ReleaseFacts {
  shop: string
  /** What was learned from beside the sessions. */
  catalog: ReadonlyMap<string, ProductContent>
  card: ModelCard | undefined
  /** Null where SLIST was learned. */
  scorer: ShopScorer | null
  /** SOURCE_DATE_EPOCH, where set. */
  epoch: number | undefined
}

export interface Built extends BuiltRelease {
  /** The digest of the manifest. */
  release: string
  /** Of the files that are published, the manifest left out. */
  bytes: number
}

/** The second that SOURCE_DATE_EPOCH names, undefined where unset. @throws CliError where it is no number */
export const sourceDateEpoch = (): number | undefined => readEnvironment(environmentSchema).SOURCE_DATE_EPOCH

/**
 * Exports a model, checks what was exported and writes it in place of the release that is there.
 * @throws InputError or ContractError as `releaseOf` and `writeRelease` do
 */
export async function buildRelease(
  out: string,
  { log, model }: { log: SessionLog; model: ShopModel },
  { shop, catalog, card, scorer, epoch }: ReleaseFacts,
  output: Output,
): Promise<Built> {
  const facts = {
    shop,
    createdAt: creationTime(log, epoch),
    catalog,
    codeSha256: await digestCode(),
    ...(card && { card }),
  }
  const built = await withProgress('Checking the exported model', output, (onProgress) =>
    releaseOf(log, model, facts, onProgress),
  )
  const release = await writeRelease(out, built, {
    ...(scorer && { [SCORER_FILE]: formatScorer(scorer) }),
    ...(card && { [CARD_FILE]: describeCard(card) }),
  })
  const { items, tables } = built
  const sizes = Object.values(tables).map(({ graph, weights }) => graph.length + weights.length)
  return { ...built, release, bytes: sizes.reduce((sum, size) => sum + size, items.length) }
}

/** Rows of a table for people: how large it is, and what the checks found. */
export const sizeAndChecks = (built: Built): string[][] => [
  ['size', bytes(built.bytes)],
  ...Object.entries(built.checks).map(([name, check]) => [`check ${name}`, describeCheck(check)]),
]

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function describeCheck({ sessions, top20Overlap, exportedHr, unquantizedHr }: ExportCheck): string {
  if (sessions === 0) {
    return 'no two products ever came together, so popular products will be answered'
  }
  return (
    `exported and unquantized top 20 agree in ${percent(top20Overlap)} over ${count(sessions)} sessions, ` +
    `HR@20 ${exportedHr.toFixed(3)} and ${unquantizedHr.toFixed(3)}`
  )
}
