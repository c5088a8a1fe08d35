/**
 * @module What one of Aisle's models costs, in a process of its own; what it finds is told by `aisle evaluate`.
 *
 *     node aisle-cost.ts METHOD TRAIN TEST    session files; prints JSON as `toldSchema` says
 */
import { sessionRows } from '../../../edge-model/contract/session.ts'
import { readSessionFile } from '../../../training/dataset/session-file.ts'
import { sessionCount } from '../../../training/dataset/session-log.ts'
import { rowLookup } from '../../../training/evaluate/next-item.ts'
import { exportModel } from '../../../training/export/export-model.ts'
import { METHOD_NAMES, METHODS } from '../../../training/models/methods.ts'
import { openRanker, RUNTIME } from '../../../training/runtime/onnx-ranker.ts'
import type { Told } from './results.ts'

const REQUESTS = 300
const TOP = 20

const [methodName, trainPath = '', testPath = ''] = process.argv.slice(2)
const method = METHOD_NAMES.find((name) => name === methodName)
if (method === undefined) throw new Error(`There is no model ${methodName}.`)

const log = await readSessionFile(trainPath)
const cpuBefore = process.cpuUsage()
const started = performance.now()
const model = await METHODS[method](log)
const trainSeconds = (performance.now() - started) / 1000
const cpu = process.cpuUsage(cpuBefore)
const peakBytes = process.resourceUsage().maxRSS * 1024

const exported = exportModel(model.table)
const ranker = await openRanker(exported)
const test = await readSessionFile(testPath)
const rowOf = rowLookup(log.items)
const times: number[] = []
const step = Math.max(1, Math.floor(sessionCount(test) / REQUESTS))
for (let s = 0; s < sessionCount(test); s += step) {
  const events = test.events.subarray(test.offsets[s], test.offsets[s + 1])
  const prefix = Array.from(events.subarray(0, -1), (event) => test.items[event] ?? '')
  const request = sessionRows(prefix, rowOf, model.session)
  if (request.rows.length === 0) continue
  const asked = performance.now()
  await ranker.rank(request, request.rows, TOP)
  times.push(performance.now() - asked)
}
times.sort((a, b) => a - b)

const told: Told = {
  trainSeconds,
  trainCpuSeconds: (cpu.user + cpu.system) / 1e6,
  peakBytes,
  modelBytes: exported.graph.length + exported.weights.length,
  requestMs: times[Math.floor(times.length / 2)] ?? 0,
  ended: 'fitted',
  settings: model.parameters,
  versions: { node: process.versions.node, runtime: RUNTIME },
}
console.log(JSON.stringify(told))
