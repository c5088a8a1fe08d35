/**
 * @module Aisle beside other recommenders on the same sessions: `npm run bench:peers`.
 *
 *     npm run bench:peers                            # everything: an hour and a half of CPU, most of it the neural models'
 *     npm run bench:peers -- --only aisle            # Aisle's models again, the others as stored
 *     npm run bench:peers -- --only GRU4Rec,ALS      # some of the others
 *     npm run bench:peers -- --only ''               # none: the page again from what is stored
 *
 * Writes docs/benchmarks/peers.md, and what it is made of to docs/benchmarks/peers.json, after every model. The Python
 * packages of requirements.txt (Python 3.11: RecBole's for nothing newer) and all working files lie below .aisle/.
 */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pythonWith } from '../../../scripts/python.ts'
import { prepareDatasets } from './datasets.ts'
import { type Effort, runAisle, runPeer } from './exchange.ts'
import { writeReport } from './report.ts'
import { keepEntry, type Outcome, readResults } from './results.ts'

const ROOT = join(import.meta.dirname, '../../..')
const HOME = join(ROOT, '.aisle/peers')
const DOCS = join(ROOT, 'docs/benchmarks')
const RESULTS = join(DOCS, 'peers.json')
const REPORT = join(DOCS, 'peers.md')

const EFFORT: Effort = {
  // Three neural models share half an hour of two cores, less what ALS takes.
  cpuSeconds: 1_100,
  // One thread each: two on two cores that others use too wait for each other longer than they compute.
  threads: 1,
  seed: 2026,
}

/** In the order of the table. */
const AISLE = ['pair-scorer', 'slist'] as const
const PEERS = [
  { model: 'ALS', script: 'als_peer.py' },
  { model: 'GRU4Rec', script: 'recbole_peer.py' },
  { model: 'SASRec', script: 'recbole_peer.py' },
  { model: 'CORE', script: 'recbole_peer.py' },
]
const MODELS = [...AISLE, ...PEERS.map(({ model }) => model)]

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const names = values.only?.split(',').filter((name) => name !== '')
const only = names?.flatMap((name) => (name === 'aisle' ? [...AISLE] : [name])) ?? MODELS
const unknown = only.find((name) => !MODELS.includes(name))
if (unknown !== undefined) {
  console.error(`--only ${unknown}: there is no such model; there are aisle, ${MODELS.join(', ')}.`)
  process.exit(2)
}

mkdirSync(DOCS, { recursive: true })
const datasets = await prepareDatasets(join(HOME, 'data'))
const peers = PEERS.filter(({ model }) => only.includes(model))
const python = peers.length === 0 ? '' : pythonWith('peers', join(import.meta.dirname, 'requirements.txt'))

writeReport(REPORT, readResults(RESULTS, datasets), MODELS, EFFORT)
for (const dataset of datasets) {
  const keep = async (model: string, run: (home: string) => Promise<Outcome>): Promise<void> => {
    console.log(`${dataset.name}: ${model} …`)
    const outcome = await attempt(() => run(join(HOME, dataset.name, model)))
    const date = new Date().toISOString().slice(0, 10)
    const entry = { model, dataset: dataset.name, date, cores: availableParallelism(), outcome }
    writeReport(REPORT, keepEntry(RESULTS, datasets, entry), MODELS, EFFORT)
    console.log('failed' in outcome ? `  failed: ${outcome.failed}` : `  HR@20 ${outcome.all.hr.toFixed(4)}`)
  }
  for (const method of AISLE.filter((name) => only.includes(name))) {
    await keep(method, (home) => runAisle(method, home, dataset))
  }
  for (const peer of peers) await keep(peer.model, (home) => runPeer(peer, python, home, dataset, EFFORT))
}

/** A model that fails is told of, and the others go on. */
async function attempt(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { failed: message.trim().split('\n').at(-1) ?? message }
  }
}
