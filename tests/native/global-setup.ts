/**
 * @module Makes the Python environment with native ONNX Runtime once for the tests here. Where that can't be done they
 * are skipped with a message, but not in CI.
 */
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { pythonWith } from '../../scripts/python.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the Python, or '' where there is none. */
    python: string
  }
}

export default function setup(project: TestProject): void {
  try {
    project.provide('python', pythonWith('native', join(import.meta.dirname, 'requirements.txt')))
  } catch (error) {
    if (process.env.CI) throw error
    console.warn(`Left out: native ONNX Runtime. ${error instanceof Error ? error.message : error}`)
    project.provide('python', '')
  }
}
