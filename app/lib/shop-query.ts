/**
 * @module What every page shows of the shop: its name, its menus.
 */
import type { Storefront } from '@shopify/hydrogen'
import type { ShopQuery } from 'storefrontapi.generated'
import { type StorefrontEnv, storeHost } from './env.ts'
import { menuLinks } from './menu.ts'
import { rootField } from './root-field.ts'

/** Name, slogan and menus of the shop; they change seldom and are cached for long. */
export async function loadShop(storefront: Storefront, env: StorefrontEnv) {
  const data = await storefront.query(SHOP_QUERY, { cache: storefront.CacheLong() })
  return shopOf({ ...data, shop: rootField(data, 'shop') }, env)
}

function shopOf({ shop, localization, main, footer }: ShopQuery, env: StorefrontEnv) {
  const hosts = [storeHost(env), env.PUBLIC_CHECKOUT_DOMAIN, new URL(shop.primaryDomain.url).host]
  return {
    name: shop.name,
    description: shop.brand?.shortDescription ?? shop.description ?? '',
    slogan: shop.brand?.slogan ?? '',
    currency: localization.country.currency.isoCode,
    menu: menuLinks(main?.items, hosts),
    footer: menuLinks(footer?.items, hosts),
  }
}

export type Shop = Awaited<ReturnType<typeof loadShop>>

const SHOP_QUERY = `#graphql
  fragment MenuItem on MenuItem {
    id
    title
    url
  }
  query Shop($country: CountryCode, $language: LanguageCode) @inContext(country: $country, language: $language) {
    shop {
      name
      description
      primaryDomain {
        url
      }
      brand {
        slogan
        shortDescription
      }
    }
    localization {
      country {
        currency {
          isoCode
        }
      }
    }
    main: menu(handle: "main-menu") {
      items {
        ...MenuItem
        items {
          ...MenuItem
        }
      }
    }
    footer: menu(handle: "footer") {
      items {
        ...MenuItem
        items {
          ...MenuItem
        }
      }
    }
  }
` as const
