import fc from 'fast-check'
import { expect, it } from 'vitest'
import { channelAnswerSchema, historyAnswerSchema } from '../../edge-model/contract/index.ts'
import { admin, isolate, move, newShop, store } from './support/isolate.ts'
import { releaseFiles } from './support/release-files.ts'

/** How many moves each of the movers tries, one after the other, beside the others. */
const plans = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 })

it('keeps every move of any interleaving of movers in the history, each once', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (movers) => {
      const shop = newShop()
      const isolates = [isolate(shop), isolate(shop)]
      const [first] = isolates
      if (first === undefined) throw new Error('no isolate')
      const release = await releaseFiles({ shop })
      await store(release)
      await move(first, { action: 'publish', release: release.id, message: 'first' }, null)

      const made: string[] = ['first']
      await Promise.all(
        movers.map(async (tries, who) => {
          const own = isolates[who % 2] ?? first
          for (let n = 0; n < tries; n++) {
            const { etag } = await read()
            const message = `${who}.${n}`
            const answer = await move(own, { action: 'pin', build: `build-${who}-${n}`, message }, etag)
            if (answer.ok) made.push(message)
            else expect(answer.status).toBe(412)
          }
        }),
      )

      const { channel } = await read()
      const page = await admin(first, 'GET', `/channels/${shop}/history?limit=40`)
      const { history } = historyAnswerSchema.parse(await page.json())
      expect(history.map(({ seq }) => seq)).toEqual(made.map((_, at) => made.length - at))
      expect(history.map(({ change }) => change.message).sort()).toEqual(made.toSorted())
      expect(history[0]).toEqual(channel)
      // Each move built on the one before it: no pin got lost.
      expect(Object.keys(channel.pins)).toHaveLength(made.length - 1)

      async function read() {
        const response = await admin(first ?? isolate(shop), 'GET', `/channels/${shop}`)
        const answer = channelAnswerSchema.parse(await response.json())
        return { channel: answer.channel, etag: response.headers.get('ETag') }
      }
    }),
    { numRuns: 8, seed: 4 },
  )
}, 120_000)
