/**
 * @module Prints "passed failed" of a vitest JSON report: `node scripts/count-tests.ts report.json`
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
})

const report = reportSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
// A file that fails before its first test counts as one failure.
const failed = report.numFailedTests > 0 ? report.numFailedTests : report.numFailedTestSuites
console.log(`${report.numPassedTests} ${failed}`)
