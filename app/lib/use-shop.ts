/**
 * @module The shop, as the root loader read it, for any component.
 */
import { useRouteLoaderData } from 'react-router'
import type { RootLoader } from '~/root.tsx'

/** Name, currency and menus of the shop; undefined where even the root could not load. */
export const useShop = () => useRouteLoaderData<RootLoader>('root')?.shop
