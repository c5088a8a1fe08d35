/**
 * @module aisle train: learns a model from a dataset, checks the exported file and writes a release.
 *
 *     npm run aisle -- train --data .aisle/data --out .aisle/release
 */
import { shopNameSchema } from '@aisle/edge-model/contract'
import { defineCommand } from 'citty'
import { z } from 'zod'
import { loadCatalog } from '../dataset/catalog.ts'
import { loadDataset } from '../dataset/dataset.ts'
import { sessionCount } from '../dataset/session-log.ts'
import { checkItemsJson } from '../export/size-limits.ts'
import { checkReleaseDirectory } from '../export/write-release.ts'
import { learnShop } from '../models/shop/shop.ts'
import { CliError } from './errors.ts'
import { instant, readFlags } from './flags.ts'
import { withHelp } from './help.ts'
import { count, createOutput, table } from './output.ts'
import { buildRelease, sizeAndChecks, sourceDateEpoch } from './release-output.ts'
import { withProgress } from './with-progress.ts'

/** Best sellers alone need no model. */
const METHODS = ['pair-scorer', 'slist'] as const

const flagsSchema = z.object({
  data: z.string().min(1),
  out: z.string().min(1),
  shop: shopNameSchema,
  from: instant.optional(),
  until: instant.optional(),
  model: z.enum(METHODS),
  json: z.boolean(),
})

const command = defineCommand({
  meta: { name: 'train', description: 'Learns a model from a dataset and writes it as a release' },
  args: {
    data: {
      type: 'string',
      required: true,
      valueHint: 'dir',
      description: 'The dataset, as aisle import made it',
    },
    out: {
      type: 'string',
      required: true,
      valueHint: 'dir',
      description: 'The release; one that is there is replaced',
    },
    shop: { type: 'string', default: 'demo', valueHint: 'name', description: 'The shop that serves it' },
    from: {
      type: 'string',
      valueHint: 'date',
      description: 'Learn from sessions that end on this day or later',
    },
    until: { type: 'string', valueHint: 'date', description: 'Learn from sessions that end before this day' },
    model: {
      type: 'enum',
      options: [...METHODS],
      default: 'pair-scorer',
      description: 'How to learn; slist is used anyway where it does better on the newest sessions',
    },
    json: { type: 'boolean', default: false, description: 'Print one JSON object' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const epoch = sourceDateEpoch()
    const output = createOutput(flags.json)
    await checkReleaseDirectory(flags.out)
    const range = { from: flags.from, until: flags.until }
    const sessions = await withProgress('Reading the dataset', output, (onProgress) =>
      loadDataset(flags.data, range, onProgress),
    )
    if (sessionCount(sessions) === 0) {
      const where = flags.from === undefined && flags.until === undefined ? '' : ' between --from and --until'
      throw new CliError(`${flags.data} holds no sessions${where}, so there is nothing to learn from.`)
    }

    const catalog = await loadCatalog(flags.data)
    // Known before hours go into training; the release checks the whole file.
    const ids = [...new Set([...sessions.items, ...catalog.keys()])]
    checkItemsJson(new TextEncoder().encode(JSON.stringify(ids)), ids.length)

    const started = performance.now()
    const learned = await withProgress('Training', output, (onProgress) =>
      learnShop(sessions, catalog, flags.model, onProgress),
    )
    const { model, log, reason, card, scorer } = learned
    const trainSeconds = (performance.now() - started) / 1000

    const { shop, out } = flags
    const built = await buildRelease(out, { log, model }, { shop, catalog, card, scorer, epoch }, output)
    const { release, manifest, checks } = built
    output.line(
      table([
        ['release', release.slice(0, 12)],
        ['model', model.name],
        ['because', reason],
        ['products', count(log.items.length)],
        ['sessions', `${count(sessionCount(log))} with ${count(log.events.length)} events`],
        ['trained in', `${trainSeconds.toFixed(1)} s`],
        ...sizeAndChecks(built),
        ['written to', out],
      ]),
    )
    output.result({ release, out, reason, trainSeconds, bytes: built.bytes, checks, manifest })
  },
})

export default withHelp(command, [
  { does: 'Learn from everything', run: 'aisle train --data .aisle/data --out .aisle/release' },
  {
    does: 'Leave out the last month, to measure on it',
    run: 'aisle train --data .aisle/retail --out .aisle/release --shop retail --until 2011-11-09',
  },
])
