/**
 * @module Shopify's encoding of option value combinations, version 1: a trie over option value positions, written in one
 * line. `:` goes one option deeper, `,` closes a prefix, a space is a gap in a sequence, `-` a run.
 * Described at `Product.encodedVariantExistence` in the Storefront schema; Hydrogen's decoder reads it back.
 */

interface TrieNode {
  children: Map<number, TrieNode>
}

function buildTrie(combinations: readonly (readonly number[])[]): TrieNode {
  const root: TrieNode = { children: new Map() }
  for (const combination of combinations) {
    let node = root
    for (const position of combination) {
      const child = node.children.get(position) ?? { children: new Map() }
      node.children.set(position, child)
      node = child
    }
  }
  return root
}

/** Ascending positions as runs: [0, 1, 2, 5] is "0-2 5". */
function writeRuns(positions: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const position of positions) {
    const run = runs.at(-1)
    if (run !== undefined && run.to + 1 === position) run.to = position
    else runs.push({ from: position, to: position })
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(' ')
}

function write(node: TrieNode): string {
  const positions = [...node.children.keys()].toSorted((a, b) => a - b)
  const deeper = positions.some((position) => (node.children.get(position)?.children.size ?? 0) > 0)
  if (!deeper) return writeRuns(positions)
  return positions
    .map((position) => {
      const child = node.children.get(position)
      return child === undefined ? '' : `${position}:${write(child)},`
    })
    .join('')
}

/**
 * Encodes option value combinations.
 *
 * @param combinations one entry per variant, each of the same length: the position of its value in every option
 * @returns for example "v1_0:0-1,1:0,"; "" where there is no combination
 */
export function encodeVariants(combinations: readonly (readonly number[])[]): string {
  return combinations.length === 0 ? '' : `v1_${write(buildTrie(combinations))}`
}
