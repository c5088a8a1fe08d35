/**
 * @module Which shelves a page probably has, before the Worker has said: at first the repository's own theme, baked in
 * when the storefront is built, later what shoppers of the stable release were last shown in this isolate.
 */
import { type Arm, type Page, parseTheme, type ThemeShelf } from '@aisle/edge-model/contract'
import json from '../../theme.json' with { type: 'json' }

const baked = parseTheme(json)

/** Arms that all shoppers of this build get but a few. */
const COMMON: readonly Arm[] = ['stable', 'pinned']

export interface ExpectedTheme {
  of(page: Page): readonly ThemeShelf[]
  /** Notes a page's shelves as the Worker has told them. */
  note(page: Page, arm: Arm, shelves: readonly ThemeShelf[]): void
}

export function createExpectedTheme(theme = baked): ExpectedTheme {
  const pages = new Map<Page, readonly ThemeShelf[]>()
  return {
    of: (page) => pages.get(page) ?? theme.pages[page],
    note(page, arm, shelves) {
      if (COMMON.includes(arm)) pages.set(page, shelves)
    },
  }
}
