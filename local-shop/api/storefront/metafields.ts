/**
 * @module Metafields: the demo catalog has none, so one is null and a list of n identifiers is n nulls, as at Shopify.
 */
export const noMetafields = {
  metafield: () => null,
  metafields: (_source: unknown, args: { identifiers: unknown[] }) => args.identifiers.map(() => null),
}
