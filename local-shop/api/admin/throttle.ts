/**
 * @module The Admin API's leaky bucket: a query takes its points out, points come back with time.
 */

/** A standard plan's bucket. */
const MAXIMUM = 2000
const RESTORE_PER_SECOND = 100

export interface ThrottleStatus {
  maximumAvailable: number
  currentlyAvailable: number
  restoreRate: number
}

export interface Throttle {
  /** Takes points; false, taking none, where there are too few. */
  take(points: number): boolean
  /** Gives back points that were taken and not needed. */
  giveBack(points: number): void
  status(): ThrottleStatus
}

/** @param now milliseconds, growing */
export function createThrottle(now: () => number): Throttle {
  let available = MAXIMUM
  let at = now()
  const restore = (): void => {
    const later = now()
    available = Math.min(MAXIMUM, available + ((later - at) / 1000) * RESTORE_PER_SECOND)
    at = later
  }
  return {
    take(points) {
      restore()
      if (points > available) return false
      available -= points
      return true
    },
    giveBack(points) {
      available = Math.min(MAXIMUM, available + points)
    },
    status() {
      restore()
      return {
        maximumAvailable: MAXIMUM,
        currentlyAvailable: Math.floor(available),
        restoreRate: RESTORE_PER_SECOND,
      }
    },
  }
}
