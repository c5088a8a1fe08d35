/**
 * @module Writes a release directory: manifest.json (canonical JSON, RFC 8785), graph.onnx, weights.bin, items.json.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type Digest, MAX_MANIFEST_BYTES, type Manifest, parseManifest } from '@aisle/edge-model/contract'
import canonicalize from 'canonicalize'
import { InputError } from '../dataset/input-error.ts'
import { MANIFEST_FILE, RELEASE_FILES } from '../publish/release.ts'
import { sha256 } from './digests.ts'
import type { ReleaseBytes } from './manifest.ts'

const NAMES: readonly string[] = [MANIFEST_FILE, ...Object.values(RELEASE_FILES)]

/**
 * Writes the files beside `dir` and moves them there in one step, in place of a release that is there already.
 * @returns the release's name, the digest of its manifest
 * @throws ContractError where the manifest breaks the contract (a catalog too large to serve)
 * @throws InputError where `dir` holds anything but a release
 */
export async function writeRelease(dir: string, manifest: Manifest, files: ReleaseBytes): Promise<Digest> {
  parseManifest(manifest)
  const json = new TextEncoder().encode(canonicalize(manifest))
  if (json.length > MAX_MANIFEST_BYTES) {
    throw new InputError(
      `The manifest would have ${json.length} bytes, ${MAX_MANIFEST_BYTES} are allowed: product ids are too long.`,
    )
  }
  await checkReleaseDirectory(dir)
  const target = resolve(dir)
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`)
  await mkdir(temporary, { recursive: true })
  try {
    await writeFile(join(temporary, RELEASE_FILES.graph), files.graph)
    await writeFile(join(temporary, RELEASE_FILES.weights), files.weights)
    await writeFile(join(temporary, RELEASE_FILES.items), files.items)
    await writeFile(join(temporary, MANIFEST_FILE), json)
    await rm(target, { recursive: true, force: true })
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
  return sha256(json)
}

/**
 * A directory that holds other files is somebody's: it must not be replaced.
 * @throws InputError where `dir` can't become a release
 */
export async function checkReleaseDirectory(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') throw new InputError(`${dir} is a file; name a directory for the release.`)
    throw error
  })
  const foreign = names.find((name) => !NAMES.includes(name))
  if (foreign === undefined) return
  throw new InputError(
    `${dir} holds ${foreign}, which is no part of a release; name a new or empty directory, or one with a release.`,
  )
}
