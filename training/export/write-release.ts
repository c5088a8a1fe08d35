/**
 * @module Writes a release directory: manifest.json (canonical JSON, RFC 8785) and items.json, a folder a table with
 * graph.onnx and weights.bin, and what is kept beside them.
 */
import type { Dirent } from 'node:fs'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Digest, MAX_MANIFEST_BYTES, parseManifest } from '@aisle/edge-model/contract'
import canonicalize from 'canonicalize'
import { InputError } from '../dataset/input-error.ts'
import { explainUnwritable, makeDirectory, temporaryBeside } from '../dataset/writing.ts'
import {
  belongsToRelease,
  type CARD_FILE,
  ITEMS_FILE,
  MANIFEST_FILE,
  type SCORER_FILE,
  TABLE_FILES,
} from '../publish/release-files.ts'
import { sha256 } from './digests.ts'
import type { BuiltRelease } from './release-of.ts'

type Companions = Partial<Record<typeof SCORER_FILE | typeof CARD_FILE, string>>

/**
 * Writes the files beside `dir` and moves them there in one step, in place of a release that is there already.
 * @param companions texts of files that belong to the release and are not published, by name
 * @returns the release's name, the digest of its manifest
 * @throws ContractError where the manifest breaks the contract (a catalog too large to serve)
 * @throws InputError where `dir` holds anything but a release or can't be written
 */
export async function writeRelease(
  dir: string,
  { manifest, items, tables }: Pick<BuiltRelease, 'manifest' | 'items' | 'tables'>,
  companions: Companions = {},
): Promise<Digest> {
  parseManifest(manifest)
  const json = new TextEncoder().encode(canonicalize(manifest))
  if (json.length > MAX_MANIFEST_BYTES) {
    throw new InputError(
      `The manifest would have ${json.length} bytes, ${MAX_MANIFEST_BYTES} are allowed: product ids are too long.`,
    )
  }
  await checkContents(dir)
  const target = resolve(dir)
  const temporary = temporaryBeside(target)
  try {
    await makeDirectory(temporary)
    for (const [name, { graph, weights }] of Object.entries(tables)) {
      await makeDirectory(join(temporary, name))
      await writeFile(join(temporary, name, TABLE_FILES.graph), graph)
      await writeFile(join(temporary, name, TABLE_FILES.weights), weights)
    }
    for (const [name, text] of Object.entries(companions)) await writeFile(join(temporary, name), text)
    await writeFile(join(temporary, ITEMS_FILE), items)
    await writeFile(join(temporary, MANIFEST_FILE), json)
    await rm(target, { recursive: true, force: true })
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw explainUnwritable(dir, error)
  }
  return sha256(json)
}

/**
 * Tries whether a release can be written, before hours go into training one; leaves nothing behind.
 * @throws InputError where `dir` can't become a release
 */
export async function checkReleaseDirectory(dir: string): Promise<void> {
  await checkContents(dir)
  const temporary = temporaryBeside(resolve(dir))
  try {
    const made = await makeDirectory(temporary)
    await rm(made ?? temporary, { recursive: true })
  } catch (error) {
    throw explainUnwritable(dir, error)
  }
}

/** A directory that holds other files is somebody's: it must not be replaced. */
async function checkContents(dir: string): Promise<void> {
  for (const entry of await contentsOf(dir)) {
    const inside = entry.isDirectory() ? await contentsOf(join(dir, entry.name)) : []
    const paths = entry.isDirectory() ? inside.map(({ name }) => `${entry.name}/${name}`) : [entry.name]
    const foreign = paths.find((path) => !belongsToRelease(path))
    if (foreign === undefined) continue
    throw new InputError(
      `${dir} holds ${foreign}, which is no part of a release; name a new or empty directory, or one with a release.`,
    )
  }
}

/** What lies in a directory; nothing where there is none. */
async function contentsOf(dir: string): Promise<Dirent[]> {
  return readdir(dir, { withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') throw new InputError(`${dir} is a file; name a directory for the release.`)
    throw explainUnwritable(dir, error)
  })
}
