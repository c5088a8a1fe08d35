/**
 * @module Prints "passed failed" of a vitest JSON report: `node scripts/count-tests.ts report.json`
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const report = reportSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
// A file that fails before its first test counts as one failure.
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)
console.log(`${report.numPassedTests} ${report.numFailedTests + brokenFiles.length}`)
