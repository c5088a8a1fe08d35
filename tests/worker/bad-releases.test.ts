import { describe, expect, it } from 'vitest'
import {
  blobKey,
  canonicalBytes,
  channelKey,
  type Manifest,
  manifestKey,
  releaseKey,
} from '../../edge-model/contract/index.ts'
import { buildGraph } from '../../training/export/graph.ts'
import {
  ask,
  bucket,
  channelOf,
  health,
  type Isolate,
  isolate,
  moveChannel,
  newShop,
  point,
  problemOf,
  publish,
  recommended,
  store,
} from './support/isolate.ts'
import {
  type Bytes,
  jsonBytes,
  productId,
  type Recipe,
  type ReleaseFiles,
  releaseFiles,
  signRelease,
} from './support/release-files.ts'

const cut = (bytes: Bytes, share: number): Bytes => bytes.slice(0, Math.floor(bytes.byteLength * share))

const noise = (length: number): Bytes => {
  const bytes = new Uint8Array(length)
  // A linear congruence: the same bytes each time.
  for (let i = 0, state = 1; i < length; i++) {
    state = (state * 1103515245 + 12345) % 2147483648
    bytes[i] = state >> 16
  }
  return bytes
}

/** The weights of a table of 24 × 3, whose very last entry leads to another column. */
const withLastColumn = (weights: Bytes, column: number): Bytes => {
  const changed = weights.slice()
  new DataView(changed.buffer).setInt32(4 * (24 * 3 - 1), column, true)
  return changed
}

/** An items blob of these products, each a family of its own. */
const itemsOf = (ids: string[], more: object = {}): Bytes => {
  const zeros = ids.map(() => 0)
  return jsonBytes({ ids, families: ids.map((_, row) => row), repeats: zeros, fresh: zeros, ...more })
}

interface Breakage {
  name: string
  /** Makes the broken release and leaves it in R2. */
  stored(shop: string): Promise<ReleaseFiles>
  /** What the message must tell. */
  tells: string | RegExp
}

/** Every digest right, the content wrong. */
function recipe(
  name: string,
  tells: string | RegExp,
  of: (good: ReleaseFiles) => Omit<Recipe, 'shop'>,
): Breakage {
  return {
    name,
    tells,
    stored: async (shop) => {
      const broken = await releaseFiles({ shop, ...of(await releaseFiles({ shop })) })
      await store(broken)
      return broken
    },
  }
}

/** A good release, damaged in R2 afterwards. */
function damage(
  name: string,
  tells: string | RegExp,
  of: (release: ReleaseFiles) => Promise<unknown>,
): Breakage {
  return {
    name,
    tells,
    stored: async (shop) => {
      // An item count of its own, so that no other test's blobs are damaged.
      const release = await releaseFiles({ shop, items: 40 + damaged++, neighbours: 4 })
      await store(release)
      await of(release)
      return release
    },
  }
}
let damaged = 0

const breakages: Breakage[] = [
  recipe('a truncated graph', /can't open the model/, ({ bytes }) => ({
    bytes: { graph: cut(bytes.graph, 0.7) },
  })),
  recipe('an empty-looking graph', /can't open the model/, () => ({ bytes: { graph: new Uint8Array(64) } })),
  recipe('noise for a graph', /can't open the model/, () => ({ bytes: { graph: noise(2000) } })),
  recipe('truncated weights', /can't open the model/, ({ bytes }) => ({
    bytes: { weights: cut(bytes.weights, 0.9) },
  })),
  recipe('weights far too short', /can't hold 24 items/, ({ bytes }) => ({
    bytes: { weights: cut(bytes.weights, 0.1) },
  })),
  recipe('weights far too long', /can't hold 24 items/, () => ({
    bytes: { weights: new Uint8Array(50_000) },
  })),
  recipe('weights that point outside the table', /can't be run over the 24 items/, ({ bytes }) => ({
    bytes: { weights: noise(bytes.weights.byteLength) },
  })),
  recipe('a last row that points outside the table', /can't be run over the 24 items/, ({ bytes }) => ({
    bytes: { weights: withLastColumn(bytes.weights, 24) },
  })),
  recipe('fewer product ids than rows', /lists 23 product ids, the manifest says 24/, () => ({
    bytes: { items: itemsOf(Array.from({ length: 23 }, (_, row) => productId(row))) },
  })),
  recipe('a product id listed twice', /twice/, () => ({
    bytes: { items: itemsOf(Array.from({ length: 24 }, (_, row) => productId(row % 23))) },
  })),
  recipe('products that are no list', /list of products is not valid: ids/, () => ({
    bytes: { items: jsonBytes({ a: 1 }) },
  })),
  recipe('families of fewer products', /must be of one length/, () => ({ families: [0, 1] })),
  recipe('repeats that are neither 0 nor 1', /repeats\.0/, () => ({
    bytes: { items: itemsOf([productId(0)], { repeats: [2] }) },
  })),
  recipe('product ids that are no JSON', /not JSON/, () => ({ bytes: { items: Uint8Array.of(91, 1, 2) } })),
  recipe('fewer rows in the graph than in the manifest', /can't be run over the 25 items/, ({ bytes }) => ({
    items: 25,
    bytes: { graph: bytes.graph, weights: bytes.weights },
  })),
  recipe('more rows in the graph than in the manifest', /ranks more items/, ({ bytes }) => ({
    items: 23,
    popular: [],
    bytes: { graph: bytes.graph, weights: bytes.weights },
  })),
  recipe('one value an entry where the manifest says two', /can't be run over the 24 items/, ({ bytes }) => ({
    heads: 2,
    bytes: { graph: bytes.graph, weights: bytes.weights },
  })),
  recipe('candidates that point outside the table', /ranks more items/, ({ bytes }) => ({
    ranks: 'candidates',
    bytes: { weights: withLastColumn(bytes.weights, 24) },
  })),
  recipe('candidates fewer than the manifest has rows', /can't be run over the 25 items/, ({ bytes }) => ({
    items: 25,
    ranks: 'candidates',
    bytes: {
      graph: Uint8Array.from(buildGraph({ items: 24, neighbours: 3, heads: 1 }, 'candidates')),
      weights: bytes.weights,
    },
  })),
  recipe('a second table that is broken', /can't open the model/, ({ table }) => ({
    manifest: (manifest) => ({
      ...manifest,
      tables: { ...manifest.tables, together: { ...table, graph: manifest.items } },
    }),
  })),
  recipe('a popular product the model does not know', /popular product sku-1/, () => ({
    popular: ['sku-1'],
  })),
  recipe('other inputs than the manifest says', /inputs/, () => ({
    table: (table) => ({ ...table, onnx: { ...table.onnx, inputs: [] } }),
  })),
  recipe('a manifest of another shop', /of shop "other"/, () => ({
    manifest: (manifest) => ({ ...manifest, shop: 'other' }),
  })),
  damage('a blob under a wrong name', /do not hash to its name/, ({ table, bytes }) =>
    bucket.put(blobKey(table.graph.sha256), noise(bytes.graph.byteLength)),
  ),
  damage('a blob cut short in R2', /the manifest says/, ({ table, bytes }) =>
    bucket.put(blobKey(table.weights.sha256), cut(bytes.weights, 0.5)),
  ),
  damage('a blob that grew in R2', /at most/, ({ table, bytes }) =>
    bucket.put(blobKey(table.weights.sha256), new Uint8Array(bytes.weights.byteLength + 1)),
  ),
  damage('a blob that is gone', /is not in the bucket/, ({ manifest }) =>
    bucket.delete(blobKey(manifest.items.sha256)),
  ),
  damage('a manifest that is gone', /is not in the bucket/, ({ manifestId }) =>
    bucket.delete(manifestKey(manifestId)),
  ),
  damage('a manifest under a wrong name', /do not hash to its name/, async ({ manifestId, manifest }) => {
    const { signed } = await signRelease(manifest.shop, { ...manifest, popular: [] })
    await bucket.put(manifestKey(manifestId), signed.manifest)
  }),
  damage('a manifest that is not signed', /is not signed/, ({ manifestId, manifest }) =>
    bucket.put(manifestKey(manifestId), canonicalBytes(manifest)),
  ),
  damage('a manifest longer than any', /at most/, ({ manifestId }) =>
    bucket.put(manifestKey(manifestId), new Uint8Array(400 * 1024)),
  ),
  damage('a release document that is gone', /is not in the bucket/, ({ id }) =>
    bucket.delete(releaseKey(id)),
  ),
]

const served = async (worker: Isolate) =>
  (await recommended(worker, { items: [productId(0)], limit: 1 })).items[0]?.productId

describe.each(breakages)('a release with $name', ({ stored, tells }) => {
  it('is refused as 422, and nothing changes', async () => {
    const worker = isolate(newShop())
    const good = await releaseFiles({ shop: worker.shop, step: 2 })
    const etag = await publish(worker, good, null)
    const broken = await stored(worker.shop)

    const response = await moveChannel(worker, broken.id, etag)
    expect(response.status).toBe(422)
    const problem = await problemOf(response)
    expect(problem.code).toBe('release_unservable')
    expect(problem.message).toMatch(tells)

    expect(await health(worker)).toMatchObject({ status: 'ok', release: good.id, seq: 1 })
    expect(await served(worker)).toBe(productId(2))
    // ONNX Runtime is not poisoned either: the next release opens.
    const next = await releaseFiles({ shop: worker.shop, step: 3 })
    await publish(worker, next, etag)
    expect(await served(worker)).toBe(productId(3))
  })
})

describe('a manifest that this Worker cannot read', () => {
  it.each([
    ['of an unknown version', (manifest: Manifest) => ({ ...manifest, schemaVersion: 9 }), 'schemaVersion 9'],
    ['that lacks a field', (manifest: Manifest) => ({ ...manifest, popular: undefined }), 'popular'],
  ])('%s is refused and told by /health', async (_, change, word) => {
    const worker = isolate(newShop())
    const good = await releaseFiles({ shop: worker.shop })
    const etag = await publish(worker, good, null)
    const broken = await signRelease(worker.shop, change(good.manifest))
    await store({ ...broken, blobs: [] })
    const { id } = broken

    const problem = await problemOf(await moveChannel(worker, id, etag))
    expect(problem.code).toBe('release_unservable')
    expect(problem.message).toContain(word)

    // Somebody moves the channel past the admin API: the last good release goes on.
    await point(worker.shop, 2, id, good.id)
    expect(await health(worker)).toMatchObject({ status: 'degraded', release: good.id, seq: 2 })
    expect((await health(worker)).problem).toContain(word)
    expect((await recommended(worker)).release).toBe(good.id)
  })
})

describe('nothing to serve', () => {
  const expectEmpty = async (worker: Isolate, tells: string) => {
    const response = await ask(worker)
    expect(response.status).toBe(503)
    const problem = await problemOf(response)
    expect(problem.code).toBe('no_release')
    expect(problem.message).toContain(tells)
    const state = await worker.fetch('/health')
    expect(state.status).toBe(503)
    expect(await state.json()).toMatchObject({ status: 'empty', release: null, items: null })
  }

  it('an empty bucket is told with what to do', async () => {
    await expectEmpty(isolate(newShop()), 'aisle publish')
  })

  it.each([
    ['not JSON', '{"schemaVersion":1,', 'is not JSON'],
    ['of an unknown version', '{"schemaVersion":3}', 'schemaVersion 3'],
    ['of version 1', '{"schemaVersion":1,"seq":1}', 'publish again'],
    ['of another shop', JSON.stringify(channelOf('other', 1, 'a'.repeat(64))), 'of shop "other"'],
  ])('a channel %s is told', async (_, text, tells) => {
    const worker = isolate(newShop())
    await bucket.put(channelKey(worker.shop), text)
    await expectEmpty(worker, tells)
  })

  it('a first release that is broken is told, and the next one is served', async () => {
    const worker = isolate(newShop())
    await point(worker.shop, 1, 'a'.repeat(64))
    await expectEmpty(worker, 'is not in the bucket')
    const good = await releaseFiles({ shop: worker.shop })
    await store(good)
    await point(worker.shop, 2, good.id)
    expect((await recommended(worker)).release).toBe(good.id)
  })
})
