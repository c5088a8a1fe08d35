/**
 * @module A small release as aisle train leaves one in a directory.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { canonicalBytes } from '@aisle/edge-model/contract'
import type { ReleaseFiles } from '../../worker/support/release-files.ts'

/** @returns the directory */
export function writeRelease(dir: string, { manifest, bytes }: ReleaseFiles): string {
  const files = {
    'manifest.json': canonicalBytes(manifest),
    'items.json': bytes.items,
    'next/graph.onnx': bytes.graph,
    'next/weights.bin': bytes.weights,
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), content)
  }
  return dir
}
