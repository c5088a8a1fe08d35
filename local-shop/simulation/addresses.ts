/**
 * @module Where orders go. Places are real, so that tax rates mean something; streets and names are not.
 */
import { stream } from './random.ts'

export interface Address {
  name: string
  street: string
  city: string
  zip: string
  province: string
  provinceName: string
  country: 'US'
  /** Name of the state's sales tax as it stands on the order; null where the state has none. */
  taxName: string | null
  /** In thousandths of a percent: 4000 is 4 %. */
  taxRate: number
}

/** State-wide sales tax rates; `share` is how often a household lives there. */
const PLACES = [
  { city: 'Brooklyn', zip: '11201', province: 'NY', state: 'New York', rate: 4_000, share: 20 },
  { city: 'Los Angeles', zip: '90012', province: 'CA', state: 'California', rate: 7_250, share: 18 },
  { city: 'Austin', zip: '78701', province: 'TX', state: 'Texas', rate: 6_250, share: 12 },
  { city: 'Chicago', zip: '60601', province: 'IL', state: 'Illinois', rate: 6_250, share: 9 },
  { city: 'Boston', zip: '02108', province: 'MA', state: 'Massachusetts', rate: 6_250, share: 9 },
  { city: 'Philadelphia', zip: '19102', province: 'PA', state: 'Pennsylvania', rate: 6_000, share: 8 },
  { city: 'Seattle', zip: '98101', province: 'WA', state: 'Washington', rate: 6_500, share: 8 },
  { city: 'Miami', zip: '33130', province: 'FL', state: 'Florida', rate: 6_000, share: 8 },
  { city: 'Portland', zip: '97204', province: 'OR', state: 'Oregon', rate: 0, share: 8 },
] as const

const SHARES = PLACES.map((place) => place.share)

/** The address of a household: the same on every order. */
export function addressOf(seed: number, household: number): Address {
  const random = stream(seed, 'address', household)
  const place = PLACES[random.weighted(SHARES)] ?? PLACES[0]
  return {
    name: `Shopper ${household + 1}`,
    street: `${1 + random.below(999)} Example Street`,
    city: place.city,
    zip: place.zip,
    province: place.province,
    provinceName: place.state,
    country: 'US',
    taxName: place.rate > 0 ? `${place.state} State Tax ${place.rate / 1000}%` : null,
    taxRate: place.rate,
  }
}
