import type { EvaluationResult } from './result.ts'
export function renderReport(result: EvaluationResult): string {
  return JSON.stringify(result)
}
