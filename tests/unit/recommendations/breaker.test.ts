import { describe, expect, it } from 'vitest'
import { createBreaker } from '../../../app/recommendations/breaker.ts'

function breakerAt(start: number) {
  const clock = { time: start }
  return { clock, breaker: createBreaker(() => clock.time) }
}

function fail(breaker: ReturnType<typeof createBreaker>, times: number) {
  for (let time = 0; time < times; time++) breaker.failed()
}

describe('the circuit breaker', () => {
  it('lets calls through until three fail in a row', () => {
    const { breaker } = breakerAt(1_000)
    fail(breaker, 2)
    expect(breaker.admits()).toBe(true)
    breaker.failed()
    expect(breaker.admits()).toBe(false)
  })

  it('forgets failures with the first success', () => {
    const { breaker } = breakerAt(1_000)
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    expect(breaker.admits()).toBe(true)
  })

  it('lets a single probe through after the pause, and closes when it succeeds', () => {
    const { breaker, clock } = breakerAt(1_000)
    fail(breaker, 3)
    clock.time += 9_999
    expect(breaker.admits()).toBe(false)
    clock.time += 1
    expect([breaker.admits(), breaker.admits(), breaker.admits()]).toEqual([true, false, false])
    breaker.succeeded()
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true])
  })

  it('pauses anew when the probe fails', () => {
    const { breaker, clock } = breakerAt(1_000)
    fail(breaker, 3)
    clock.time += 10_000
    expect(breaker.admits()).toBe(true)
    clock.time += 300
    breaker.failed()
    clock.time += 9_999
    expect(breaker.admits()).toBe(false)
    clock.time += 1
    expect(breaker.admits()).toBe(true)
  })

  it('sends another probe where one never reported', () => {
    const { breaker, clock } = breakerAt(1_000)
    fail(breaker, 3)
    clock.time += 10_000
    expect(breaker.admits()).toBe(true)
    clock.time += 10_000
    expect(breaker.admits()).toBe(true)
  })
})
