/**
 * @module Shop model in, release out: every table exported, run once by ONNX Runtime and compared with what was trained,
 * then the manifest over all of them. `write-release.ts` puts it on disk.
 */
import { type Manifest, parseManifest } from '@aisle/edge-model/contract'
import { InputError } from '../dataset/input-error.ts'
import type { SessionLog } from '../dataset/session-log.ts'
import { checkExport, type ExportCheck } from '../evaluate/export-check.ts'
import type { OnProgress, ServedTable, ShopModel } from '../models/model.ts'
import { openRanker, RUNTIME } from '../runtime/onnx-ranker.ts'
import { tableRanker } from '../table/score.ts'
import { exportModel } from './export-model.ts'
import { buildManifest, describeTable, itemsJson, type ManifestFacts, type TableBytes } from './manifest.ts'
import { checkItemsJson } from './size-limits.ts'

export interface BuiltRelease {
  manifest: Manifest
  /** Bytes of items.json. */
  items: Uint8Array
  /** By table, as in the manifest. */
  tables: Record<string, TableBytes>
  /** What the comparison with the trained table found, by table. */
  checks: Record<string, ExportCheck>
}

/**
 * @param log what was learned from; row r of every table is its item r
 * @throws InputError where an exported table does not do what was trained, or the products are too many
 * @throws ContractError where the release would not be taken: its tables too large together, a slot without its table
 */
export async function releaseOf(
  log: SessionLog,
  model: ShopModel,
  facts: ManifestFacts,
  onProgress?: OnProgress,
): Promise<BuiltRelease> {
  const items = itemsJson(log, model)
  checkItemsJson(items, log.items.length)
  const tables: BuiltRelease['tables'] = {}
  const checks: BuiltRelease['checks'] = {}
  const described: Manifest['tables'] = {}
  const served = Object.entries(model.tables)
  for (const [at, [name, table]] of served.entries()) {
    const { files, check } = await exportTable(log, name, table, (done, total) =>
      onProgress?.(at * total + done, served.length * total),
    )
    tables[name] = files
    checks[name] = check
    const { sessions, top20Overlap } = check
    described[name] = describeTable(table.table, table.session, files, RUNTIME, { sessions, top20Overlap })
  }
  const manifest = parseManifest(buildManifest(log, model, items, described, facts))
  return { manifest, items, tables, checks }
}

async function exportTable(
  log: SessionLog,
  name: string,
  { table, session }: ServedTable,
  onProgress: OnProgress,
): Promise<{ files: TableBytes; check: ExportCheck }> {
  const files = exportModel(table)
  const exported = await openRanker(files)
  try {
    const rankers = { exported, unquantized: tableRanker(table), session }
    const check = await checkExport(log, rankers, onProgress)
    if (!check.passed) throw new InputError(explainFailure(name, check))
    return { files, check }
  } finally {
    await exported.release()
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function explainFailure(name: string, check: ExportCheck): string {
  const { sessions, top20Overlap, scoreError, exportedHr, unquantizedHr } = check
  return (
    `The exported table "${name}" does not do what was trained: over ${sessions} sessions its top 20 agree with the ` +
    `unquantized in ${percent(top20Overlap)}, scores are off by up to ${percent(scoreError)}, HR@20 is ${exportedHr.toFixed(3)} against ${unquantizedHr.toFixed(3)}. ` +
    'Nothing was written. Please report it, with the data if you can.'
  )
}
