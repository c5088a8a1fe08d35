/**
 * @module The shop, as the root loader read it, and how it writes prices, for any component.
 */
import { useRouteLoaderData } from 'react-router'
import type { RootLoader } from '~/root.tsx'
import { formatMoney, type MoneyLike } from './money.ts'

/** Name, currency and menus of the shop; undefined where even the root could not load. */
export const useShop = () => useRouteLoaderData<RootLoader>('root')?.shop

/** The BCP 47 tag of the shop's country and language; that of the storefront's own words where the root could not load. */
export const useLocale = (): string => useRouteLoaderData<RootLoader>('root')?.locale ?? 'en-US'

/** Writes prices as the shop's shoppers read them. */
export function useFormatMoney(): (price: MoneyLike) => string {
  const locale = useLocale()
  return (price) => formatMoney(price, locale)
}
