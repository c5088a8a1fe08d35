/**
 * @module Where a release's files lie in its directory. A table has a folder of its own, so that the name under which
 * graph.onnx refers to weights.bin holds there too and other runtimes open it as it is.
 */
import { type Blob, type Manifest, tableNameSchema } from '@aisle/edge-model/contract'

export const MANIFEST_FILE = 'manifest.json'
export const ITEMS_FILE = 'items.json'
/** Kept beside the manifest and not published: the fitted scorers, and the card as a page for people. */
export const SCORER_FILE = 'scorer.json'
export const CARD_FILE = 'model-card.md'
/** The manifest, and model and theme together, as they were signed when they were first published. */
export const SIGNED_MANIFEST_FILE = 'manifest.dsse.json'
export const SIGNED_RELEASE_FILE = 'release.dsse.json'
export const TABLE_FILES = { graph: 'graph.onnx', weights: 'weights.bin' } as const

const IN_FOLDER: readonly string[] = Object.values(TABLE_FILES)
/** Releases of version 1 had one table, which lay beside the manifest. */
const ON_TOP: readonly string[] = [
  MANIFEST_FILE,
  ITEMS_FILE,
  SCORER_FILE,
  CARD_FILE,
  SIGNED_MANIFEST_FILE,
  SIGNED_RELEASE_FILE,
  ...IN_FOLDER,
]

/** Whether a path below a directory, with `/` between its parts, may be a release's file. */
export function belongsToRelease(path: string): boolean {
  const [folder = '', name, ...deeper] = path.split('/')
  if (name === undefined) return ON_TOP.includes(folder)
  return deeper.length === 0 && tableNameSchema.safeParse(folder).success && IN_FOLDER.includes(name)
}

/**
 * Every file of a release that is published but the manifest, with its path in the directory.
 * @param version the schemaVersion as the manifest's file has it
 */
export function filesOf(
  { items, tables }: Pick<Manifest, 'items' | 'tables'>,
  version: number,
): { name: string; blob: Blob }[] {
  return [
    ...Object.entries(tables).flatMap(([table, { graph, weights }]) => {
      const folder = version === 1 ? '' : `${table}/`
      return [
        { name: `${folder}${TABLE_FILES.graph}`, blob: graph },
        { name: `${folder}${TABLE_FILES.weights}`, blob: weights },
      ]
    }),
    { name: ITEMS_FILE, blob: items },
  ]
}
