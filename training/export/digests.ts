/**
 * @module Digests that say which data and which code made a model.
 */
import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import type { Digest } from '../../edge-model/contract/ids.ts'
import type { ProductContent } from '../dataset/catalog.ts'
import type { SessionLog } from '../dataset/session-log.ts'

export function sha256(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Over everything a model can learn from: the sessions, and what the products say of themselves.
 * @param log over all products of the catalog
 */
export function digestData(log: SessionLog, catalog: ReadonlyMap<string, ProductContent>): Digest {
  return sha256(`${digestLog(log)} ${digestCatalog(catalog)}`)
}

/** Over every field of every product, by id: which sources told them, and in which order, makes no difference. */
function digestCatalog(catalog: ReadonlyMap<string, ProductContent>): Digest {
  const hash = createHash('sha256')
  for (const [id, content] of [...catalog].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${canonicalize([id, content])}\n`)
  }
  return hash.digest('hex')
}

/** Over product ids, events, session bounds, times, baskets and customers. */
export function digestLog(log: SessionLog): Digest {
  const hash = createHash('sha256').update(JSON.stringify(log.items))
  for (const array of [log.events, log.offsets, log.times ?? NONE, log.baskets, log.customers ?? NONE]) {
    hash.update(`\n${array.length} ${array.BYTES_PER_ELEMENT}\n`)
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  }
  return hash.digest('hex')
}

const NONE = new Float64Array(0)

/** Directories whose sources decide what a model becomes, below the repository's root. */
const SOURCES = ['training', 'edge-model/contract']

/** Over path and contents of every TypeScript file of training and contract, in the order of their paths. */
export async function digestCode(): Promise<Digest> {
  const root = join(import.meta.dirname, '../..')
  const paths: string[] = []
  for (const source of SOURCES) {
    for await (const path of glob(`${source}/**/*.ts`, { cwd: root, exclude: ['**/node_modules'] })) {
      paths.push(path.replaceAll('\\', '/'))
    }
  }
  const hash = createHash('sha256')
  for (const path of paths.sort()) hash.update(`${path} ${sha256(await readFile(join(root, path)))}\n`)
  return hash.digest('hex')
}
