/**
 * @module Text that the merchant formatted in Shopify's admin.
 */

export const RichText = ({ html }: { html: string }) => (
  <div
    className="prose"
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the merchant's own text, from Shopify's admin
    dangerouslySetInnerHTML={{ __html: html }}
  />
)
