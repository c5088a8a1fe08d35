/**
 * @module The manifest of a model just trained and exported.
 */
import { MANIFEST_VERSION, MAX_POPULAR, type Manifest } from '../../edge-model/contract/manifest.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import type { Model } from '../models/model.ts'
import { mostPopular } from '../models/popular.ts'
import { digestLog, sha256 } from './digests.ts'
import { IR_VERSION, inputsOf, OPSET, OUTPUTS } from './graph.ts'

export interface ReleaseBytes {
  graph: Uint8Array
  weights: Uint8Array
  items: Uint8Array
}

export interface ManifestFacts {
  shop: string
  createdAt: Date
  /** Digest over the code that trained. */
  codeSha256: string
  /** ONNX Runtime and its version, as the check before writing ran it. */
  runtime: string
  quantization: Manifest['quantization']
}

/** items.json: entry r is the product of table row r. */
export function itemsJson(log: SessionLog): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(log.items))
}

export function buildManifest(
  log: SessionLog,
  model: Model,
  files: ReleaseBytes,
  facts: ManifestFacts,
): Manifest {
  const describe = (bytes: Uint8Array) => ({ sha256: sha256(bytes), bytes: bytes.length })
  const { items, neighbours, heads } = model.table
  return {
    schemaVersion: MANIFEST_VERSION,
    shop: facts.shop,
    createdAt: facts.createdAt.toISOString(),
    model: { name: model.name, parameters: model.parameters, items, neighbours },
    session: model.session,
    files: {
      graph: describe(files.graph),
      weights: describe(files.weights),
      items: describe(files.items),
    },
    onnx: {
      opset: OPSET,
      irVersion: IR_VERSION,
      runtime: facts.runtime,
      inputs: inputsOf(heads),
      outputs: OUTPUTS,
    },
    popular: mostPopular(log, MAX_POPULAR),
    training: {
      window: trainingWindow(log),
      sessions: sessionCount(log),
      events: log.events.length,
      dataSha256: digestLog(log),
      codeSha256: facts.codeSha256,
    },
    quantization: facts.quantization,
  }
}

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
