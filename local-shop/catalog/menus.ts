/**
 * @module The shop's menus.
 */
import { collectionTexts } from './collection-texts.ts'
import type { MenuItem } from './types.ts'

const to = (
  handle: string,
  items: MenuItem[] = [],
  title = collectionTexts[handle]?.title ?? handle,
): MenuItem => ({
  title,
  path: `/collections/${handle}`,
  items,
})

export const menus: { main: MenuItem[]; footer: MenuItem[] } = {
  main: [
    to('new-arrivals', [to('new-arrivals', [], 'Just in'), to('bestsellers'), to('sale')], 'New'),
    to('coffee', [to('coffee'), to('tea')], 'Coffee & Tea'),
    to('tableware', [to('tableware'), to('skerry-stoneware'), to('glassware'), to('table-linen')], 'Table'),
    to('cookware', [to('cookware'), to('kitchen-tools'), to('baking'), to('pantry')], 'Kitchen'),
    to(
      'candles-and-light',
      [to('candles-and-light'), to('throws-and-cushions'), to('vases'), to('bath')],
      'Home',
    ),
    to('garden'),
    to('gifts', [to('gifts'), to('gifts-under-25'), to('winter-table'), to('paper-goods')]),
  ],
  footer: [
    { title: 'All collections', path: '/collections', items: [] },
    { title: 'Everything', path: '/collections/all', items: [] },
    { title: 'Search', path: '/search', items: [] },
    { title: 'About us', path: '/pages/about', items: [] },
    { title: 'Contact', path: '/pages/contact', items: [] },
    { title: 'Shipping', path: '/policies/shipping-policy', items: [] },
    { title: 'Returns', path: '/policies/refund-policy', items: [] },
    { title: 'Privacy', path: '/policies/privacy-policy', items: [] },
    { title: 'Terms', path: '/policies/terms-of-service', items: [] },
  ],
}
