import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, each longer than the next: begun late they would leave one of two cores with nothing to do. */
const LONGEST = [
  'tests/real-data/new-products.test.ts',
  'tests/real-data/evaluate.test.ts',
  'tests/real-data/served-baskets.test.ts',
  'tests/real-data/complements.test.ts',
  'tests/unit/training/hard-shops-memory.test.ts',
  'tests/unit/training/hard-shops.test.ts',
  'tests/unit/training/sync.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((file) => moduleId.endsWith(file))
      return place < 0 ? LONGEST.length : place
    }
    return sorted.sort((a, b) => placeOf(a) - placeOf(b))
  }
}

/** They watch what an isolate does from its start on. */
const OWN_ISOLATE = ['tests/worker/runtime.test.ts', 'tests/worker/two-releases.test.ts']

const WORKER = {
  globalSetup: 'tests/worker/global-setup.ts',
  testTimeout: 30_000,
  sequence: { groupOrder: 1 },
}

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
          include: ['tests/worker/**/*.test.ts'],
          exclude: OWN_ISOLATE,
          // A runtime for each file would take four times as long.
          isolate: false,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: { ...WORKER, name: 'worker-isolate', include: OWN_ISOLATE },
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
