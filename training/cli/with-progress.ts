/**
 * @module A step of a command under a progress bar of its own.
 */
import type { OnProgress } from '../models/model.ts'
import type { Output } from './output.ts'

/** Runs work that tells how far it is; the bar goes away with the work, also where it fails. */
export async function withProgress<T>(
  label: string,
  output: Output,
  work: (onProgress: OnProgress) => T | Promise<T>,
): Promise<T> {
  const bar = output.progress(label, 1)
  try {
    return await work((done, total) => bar.update(done / total))
  } finally {
    bar.stop()
  }
}
