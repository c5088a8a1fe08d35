import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Long ones in files so short that they would come last, when one of two cores has nothing left to do. */
const FIRST = ['tests/unit/training/hard-shops-memory.test.ts', 'tests/real-data/served-baskets.test.ts']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isFirst = ({ moduleId }: TestSpecification): boolean =>
      FIRST.some((file) => moduleId.endsWith(file))
    return sorted.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)))
  }
}

const WORKER = { testTimeout: 30_000, sequence: { groupOrder: 1 } }

/**
 * The projects run one after the other: on two cores a build or a training beside the browser would make shoppers' 300 ms
 * pass before the Worker can answer.
 */
export default defineConfig({
  test: {
    // Vitest would leave one of two cores to the machine.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], sequence: { groupOrder: 0 } },
        resolve: { alias: { '~': `${import.meta.dirname}/app` } },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: {
          ...WORKER,
          name: 'worker',
          globalSetup: 'tests/worker/global-setup.ts',
          include: ['tests/worker/*.test.ts'],
          // A runtime for each file would take four times as long; each test has a shop of its own instead.
          isolate: false,
        },
      },
      {
        // What is watched from the start of an isolate on, or remembered by it for good.
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: { ...WORKER, name: 'worker-isolate', include: ['tests/worker/own-isolate/*.test.ts'] },
      },
      {
        test: {
          name: 'native',
          globalSetup: 'tests/native/global-setup.ts',
          include: ['tests/native/**/*.test.ts'],
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'stack',
          include: ['tests/stack/**/*.test.ts'],
          sequence: { groupOrder: 3 },
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'real-data',
          include: ['tests/real-data/**/*.test.ts'],
          sequence: { groupOrder: 4 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup: 'tests/e2e/global-setup.ts',
          include: ['tests/e2e/**/*.test.ts'],
          sequence: { groupOrder: 5 },
          testTimeout: 120_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
