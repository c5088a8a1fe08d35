/**
 * @module A table as an ONNX session with the calling convention of `contract/graph.ts`, checked against its manifest.
 */
import { type InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { GRAPH_INPUTS, GRAPH_OUTPUTS, WEIGHTS_PATH } from '../contract/graph.ts'
import { ContractError } from '../contract/problem.ts'
import type { SessionRows } from '../contract/session.ts'
import type { TableManifest } from '../contract/table.ts'
import { openSession, releaseSession, runSession } from './onnx.ts'

/** Table rows with their scores, best first. */
export interface Ranking {
  rows: number[]
  scores: Float32Array
}

/** Table rows summed by one warm-up run: enough to make a large table quick, few enough to keep the run's memory small. */
const PROBE_ROWS = 512
/** Candidates are sorted: many short runs are quicker than few long ones. */
const PROBE_CANDIDATE_ROWS = 64

const NOTHING = new Int32Array(0)

export class ItemModel {
  readonly #session: InferenceSession
  readonly #table: TableManifest

  private constructor(session: InferenceSession, table: TableManifest) {
    this.#session = session
    this.#table = table
  }

  /**
   * Opens a model. It should be probed before anybody relies on it, when `weights` are out of reach: ONNX Runtime has
   * copied them.
   * @throws ContractError `bad_model` where the files are no model, or another than the manifest describes
   */
  static async open(table: TableManifest, graph: Uint8Array, weights: Uint8Array): Promise<ItemModel> {
    let session: InferenceSession
    try {
      session = await openSession(graph, [{ path: WEIGHTS_PATH, data: weights }])
    } catch (error) {
      throw new ContractError('bad_model', `ONNX Runtime can't open the model: ${reason(error)}.`)
    }
    const model = new ItemModel(session, table)
    try {
      checkSignature(session, table)
      return model
    } catch (error) {
      await model.release()
      throw error
    }
  }

  /**
   * The k best rows, fewer where the graph ranks candidates alone.
   * @param session rows in 0 … n − 1 and their weights by head, L ≥ 1
   * @param exclude rows that get a negative score
   * @param k 1 ≤ k ≤ n
   */
  async rank(session: SessionRows, exclude: Int32Array, k: number): Promise<Ranking> {
    const { rows, weights } = session
    const outputs = await runSession(this.#session, {
      [GRAPH_INPUTS.rows]: new Tensor('int32', rows, [rows.length]),
      [GRAPH_INPUTS.weights]: new Tensor('float32', weights, [rows.length, weights.length / rows.length]),
      [GRAPH_INPUTS.exclude]: new Tensor('int32', exclude, [exclude.length]),
      [GRAPH_INPUTS.k]: new Tensor('int64', BigInt64Array.of(BigInt(k)), [1]),
    })
    const items = outputs[GRAPH_OUTPUTS.items]?.data
    const scores = outputs[GRAPH_OUTPUTS.scores]?.data
    if (!(items instanceof BigInt64Array) || !(scores instanceof Float32Array)) {
      throw new ContractError('bad_model', 'The graph does not answer int64 items and float32 scores.')
    }
    return { rows: Array.from(items, Number), scores }
  }

  /**
   * Runs the model over every row, a few hundred at a time: what is wrong with it shows now, and the first shopper
   * finds it warm.
   * @throws ContractError `bad_model` where a row can't be read, points outside the table, or the table has another
   *   number of items than `items`
   */
  async probe(items: number): Promise<void> {
    try {
      if (this.#table.ranks === 'all') await this.#probeAll(items)
      else await this.#probeCandidates(items)
    } catch (error) {
      throw new ContractError(
        'bad_model',
        `The model can't be run over the ${items} items of its manifest: ${reason(error)}.`,
      )
    }
  }

  async #probeAll(items: number): Promise<void> {
    for (let start = 0; start < items; start += PROBE_ROWS) {
      const rows = Int32Array.from({ length: Math.min(PROBE_ROWS, items - start) }, (_, i) => start + i)
      await this.rank(this.#heard(rows), NOTHING, 1)
    }
    // With every item excluded, a score that is not negative belongs to an item the manifest knows nothing of.
    const everything = Int32Array.from({ length: items }, (_, row) => row)
    const all = await this.rank(this.#heard(Int32Array.of(0)), everything, items)
    if (all.rows.length !== items) throw new Error(`it ranks ${all.rows.length} items`)
    if (!all.scores.every((score) => score < 0)) throw new Error('it ranks more items, or excluded ones')
  }

  /** Such a graph has no list of all items in which a wrong column would be missed, so its answers are looked at. */
  async #probeCandidates(items: number): Promise<void> {
    for (let start = 0; start < items; start += PROBE_CANDIDATE_ROWS) {
      const length = Math.min(PROBE_CANDIDATE_ROWS, items - start)
      const rows = Int32Array.from({ length }, (_, i) => start + i)
      // Asked for every entry: a wrong column may rank last.
      const answer = await this.rank(this.#heard(rows), NOTHING, length * this.#table.neighbours)
      if (answer.rows.some((row) => row < 0 || row >= items)) throw new Error('it ranks more items')
    }
    const first = Int32Array.of(0)
    const { rows, scores } = await this.rank(this.#heard(first), first, items)
    if (!((scores[rows.indexOf(0)] ?? 0) < 0)) throw new Error('it ranks excluded items')
  }

  /** A session of these rows in which every value speaks. */
  #heard(rows: Int32Array): SessionRows {
    return { rows, weights: new Float32Array(rows.length * this.#table.session.heads).fill(1) }
  }

  /** Frees the session's memory once the runs under way have ended. */
  release(): Promise<void> {
    return releaseSession(this.#session)
  }
}

function checkSignature(session: InferenceSession, table: TableManifest): void {
  const { inputs, outputs } = table.onnx
  const sides = [
    { side: 'inputs', wanted: Object.values(GRAPH_INPUTS), told: inputs, actual: session.inputMetadata },
    { side: 'outputs', wanted: Object.values(GRAPH_OUTPUTS), told: outputs, actual: session.outputMetadata },
  ]
  for (const { side, wanted, told, actual } of sides) {
    const names = actual.map((tensor) => tensor.name)
    if (names.toSorted().join() !== wanted.toSorted().join()) {
      throw new ContractError(
        'bad_model',
        `The graph's ${side} are ${names.join(', ') || 'none'}; this Worker runs graphs with ${wanted.join(', ')}.`,
      )
    }
    const manifestSays = describe(told.map(({ name, type, shape }) => ({ name, type, rank: shape.length })))
    const graphSays = describe(
      actual.map((tensor) => ({
        name: tensor.name,
        type: tensor.isTensor ? tensor.type : 'no tensor',
        rank: tensor.isTensor ? tensor.shape.length : 0,
      })),
    )
    if (manifestSays !== graphSays) {
      throw new ContractError(
        'bad_model',
        `The manifest gives the ${side} ${manifestSays}; the graph has ${graphSays}.`,
      )
    }
  }
}

function describe(tensors: { name: string; type: string; rank: number }[]): string {
  return tensors
    .map(({ name, type, rank }) => `${name} ${type}[${rank}]`)
    .toSorted()
    .join(', ')
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().replace(/[.\s]+$/, '')
}
