/**
 * @module The shop's policies, of which Shopify knows a fixed set.
 */
import type { Storefront } from '@shopify/hydrogen'
import type { PolicyFragment } from 'storefrontapi.generated'
import { rootField } from './root-field.ts'

/** The policies that the merchant has written. */
export async function loadPolicies(storefront: Storefront): Promise<PolicyFragment[]> {
  const answer = await storefront.query(POLICIES_QUERY, { cache: storefront.CacheLong() })
  const shop = rootField(answer, 'shop')
  const policies = [shop.shippingPolicy, shop.refundPolicy, shop.privacyPolicy, shop.termsOfService]
  return policies.filter((policy) => policy !== null && policy !== undefined)
}

const POLICIES_QUERY = `#graphql
  fragment Policy on ShopPolicy {
    handle
    title
    body
  }
  query Policies($country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    shop {
      shippingPolicy {
        ...Policy
      }
      refundPolicy {
        ...Policy
      }
      privacyPolicy {
        ...Policy
      }
      termsOfService {
        ...Policy
      }
    }
  }
` as const
