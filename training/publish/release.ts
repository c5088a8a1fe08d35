/**
 * @module A release as training leaves it in a directory, see `release-files.ts`. Everything is checked here before the
 * first byte goes out.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, MAX_MANIFEST_BYTES, type Manifest, parseManifest } from '@aisle/edge-model/contract'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { InputError, messageOf } from '../dataset/input-error.ts'
import { filesOf, MANIFEST_FILE } from './release-files.ts'

export interface ReleaseFile {
  name: string
  path: string
  sha256: Digest
  bytes: number
}

export interface Release {
  manifest: Manifest
  /** The manifest's canonical bytes, and their digest. */
  manifestBytes: Uint8Array<ArrayBuffer>
  manifestSha256: Digest
  files: ReleaseFile[]
}

/**
 * Reads a release directory and compares every file with the manifest.
 * @throws InputError or ContractError saying which file is not what it should be
 */
export async function readRelease(dir: string): Promise<Release> {
  const manifestBytes = await readManifestBytes(dir)
  const json = parseJson(dir, manifestBytes)
  const manifest = parseManifest(json)
  // Checked as it was written: a manifest of version 1 has another shape by now.
  if (canonicalize(json) !== manifestBytes.toString('utf8')) {
    throw new InputError(`${join(dir, MANIFEST_FILE)} was changed after training; train again.`)
  }
  const files = filesOf(manifest, versionOf(json)).map(({ name, blob }) => ({
    ...blob,
    name,
    path: join(dir, name),
  }))
  for (const file of files) await checkFile(file)
  const manifestSha256 = createHash('sha256').update(manifestBytes).digest('hex')
  return { manifest, manifestBytes: Uint8Array.from(manifestBytes), manifestSha256, files }
}

const versionOf = (json: unknown): number => z.object({ schemaVersion: z.number() }).parse(json).schemaVersion

async function readManifestBytes(dir: string): Promise<Buffer> {
  const path = join(dir, MANIFEST_FILE)
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new InputError(`There is no release in ${dir} (${messageOf(error)}); make one with aisle train.`)
  })
  if (bytes.length <= MAX_MANIFEST_BYTES) return bytes
  throw new InputError(`${path} has ${bytes.length} bytes; a manifest has at most ${MAX_MANIFEST_BYTES}.`)
}

function parseJson(dir: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new InputError(`${join(dir, MANIFEST_FILE)} is no JSON: ${messageOf(error)}. Train again.`)
  }
}

async function checkFile({ path, bytes, sha256 }: ReleaseFile): Promise<void> {
  const info = await stat(path).catch(() => {
    throw new InputError(`The release lacks ${path}; train again.`)
  })
  if (info.size !== bytes) {
    throw new InputError(`${path} has ${info.size} bytes where the manifest says ${bytes}; train again.`)
  }
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  if (hash.digest('hex') !== sha256) {
    throw new InputError(`${path} is not the file the manifest names: its SHA-256 differs; train again.`)
  }
}
