/**
 * @module The shop's clock: the days of the history in New York time, how busy each of them is, and when visits start.
 */
import type { SimulationOptions } from './options.ts'
import { stream } from './random.ts'

export const DAY_SECONDS = 86_400
const HOUR_SECONDS = 3_600

export interface Day {
  /** 0 is the first day of the history. */
  index: number
  /** Local midnight in unix seconds. */
  start: number
  /** Local time minus UTC, in seconds. */
  utcOffset: number
  /** 0 is January. */
  month: number
  /** Black Friday to Cyber Monday. */
  blackFriday: boolean
  /** How strong the wish to give presents is, 0 to 1. */
  gifting: number
  /** Expected visits, relative to an ordinary day. */
  traffic: number
}

/** Visits by local hour: asleep, lunch break, evening on the sofa. */
const HOURS = [
  0.5, 0.3, 0.2, 0.15, 0.15, 0.3, 0.6, 1.1, 1.5, 1.8, 2.0, 2.1, 2.4, 2.2, 2.0, 1.9, 1.9, 2.0, 2.2, 2.7, 3.1,
  2.9, 2.0, 1.1,
]
/** Visits by weekday, Sunday first. */
const WEEKDAYS = [1.2, 1.08, 1.0, 0.97, 0.95, 0.9, 0.95]
/** A young shop: the last day is this much busier than the first. */
const GROWTH = 0.2

const offsetFormat = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  timeZoneName: 'longOffset',
})

/** Seconds by which New York is ahead of UTC (negative) at noon UTC of a day; the hour of the switch itself is let go. */
function newYorkOffset(noonUtc: number): number {
  const name = offsetFormat.formatToParts(noonUtc).find((part) => part.type === 'timeZoneName')?.value
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '')
  if (!match) throw new Error('This build of Node does not know the time zone America/New_York.')
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR_SECONDS + Number(match[3]) * 60)
}

/** Days from the nearest Friday after Thanksgiving (the fourth Thursday of November); negative before it. */
function daysFromBlackFriday(date: Date): number {
  const firstOfNovember = new Date(Date.UTC(date.getUTCFullYear(), 10, 1)).getUTCDay()
  const thanksgiving = 1 + ((4 - firstOfNovember + 7) % 7) + 21
  const blackFriday = Date.UTC(date.getUTCFullYear(), 10, thanksgiving + 1)
  return Math.round((date.getTime() - blackFriday) / (DAY_SECONDS * 1000))
}

/** Presents are bought before Christmas above all, then before Mother's Day and Valentine's Day. */
function giftWish(month: number, dayOfMonth: number): number {
  if (month === 10 && dayOfMonth >= 20) return 0.5
  if (month === 11 && dayOfMonth <= 21) return 1
  if (month === 4 && dayOfMonth <= 10) return 0.45
  if (month === 1 && dayOfMonth <= 13) return 0.3
  return 0.08
}

function swell(fromBlackFriday: number, month: number, dayOfMonth: number): number {
  if (fromBlackFriday >= 0 && fromBlackFriday <= 3) return 4
  if (fromBlackFriday >= -7 && fromBlackFriday < 0) return 1.5
  if (month === 11) return dayOfMonth <= 18 ? 2.3 : dayOfMonth <= 23 ? 1.1 : dayOfMonth <= 25 ? 0.45 : 0.9
  if (month === 10) return 1.2
  return month >= 5 && month <= 7 ? 0.85 : 1
}

/** The simulated days, first to last. */
export function calendar({ until, days }: SimulationOptions): Day[] {
  const end = Date.parse(`${until}T00:00:00Z`)
  return Array.from({ length: days }, (_, index) => {
    const midnightUtc = end - (days - index) * DAY_SECONDS * 1000
    const date = new Date(midnightUtc)
    const utcOffset = newYorkOffset(midnightUtc + 12 * HOUR_SECONDS * 1000)
    const month = date.getUTCMonth()
    const fromBlackFriday = daysFromBlackFriday(date)
    return {
      index,
      start: midnightUtc / 1000 - utcOffset,
      utcOffset,
      month,
      blackFriday: fromBlackFriday >= 0 && fromBlackFriday <= 3,
      gifting: giftWish(month, date.getUTCDate()),
      traffic:
        (WEEKDAYS[date.getUTCDay()] ?? 1) *
        swell(fromBlackFriday, month, date.getUTCDate()) *
        (1 + (GROWTH * index) / days),
    }
  })
}

/** Unix seconds at which the history ends. */
export function endOf(days: readonly Day[]): number {
  const last = days.at(-1)
  if (!last) throw new Error('A history needs at least one day.')
  return last.start + DAY_SECONDS
}

export interface Arrival {
  /** Unix seconds. */
  at: number
  day: Day
}

/** Starts of all visits, in time order: an inhomogeneous Poisson process, given its number of events. */
export function arrivals(days: readonly Day[], { seed, sessions }: SimulationOptions): Arrival[] {
  const random = stream(seed, 'arrivals')
  const traffic = days.map((day) => day.traffic)
  const perDay = new Uint32Array(days.length)
  const upTo: number[] = []
  let total = 0
  for (const weight of traffic) {
    total += weight
    upTo.push(total)
  }
  for (let i = 0; i < sessions; i++) {
    const index = firstAbove(upTo, random.next() * total)
    perDay[index] = (perDay[index] ?? 0) + 1
  }
  const visits = days.flatMap((day, index) =>
    Array.from({ length: perDay[index] ?? 0 }, () => {
      const hour = random.weighted(HOURS)
      return { at: day.start + hour * HOUR_SECONDS + random.below(HOUR_SECONDS), day }
    }),
  )
  // Sorted as a whole: where daylight saving time begins, two days share an hour.
  return visits.sort((a, b) => a.at - b.at)
}

/** Index of the first entry of an ascending list that is greater than a value; the last index where none is. */
export function firstAbove(ascending: ArrayLike<number>, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
