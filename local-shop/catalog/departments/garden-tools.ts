/**
 * @module Secateurs and gloves.
 */
import { type Department, type Entry, inColours, inSizes } from '../entry.ts'

const GREEN = 'Greenhithe Garden'
const FORGE = 'Ashdown Forge'

const entries: Entry[] = [
  {
    title: 'Bypass Secateurs',
    kind: 'secateurs',
    vendor: FORGE,
    price: 64,
    grams: 260,
    options: [inColours('Ember', 'Moss')],
    look: { form: 'bypass', accent: 'Steel' },
    tags: ['steel', 'garden', 'bestseller', 'gift'],
    text: `Hot-forged, and every part comes off with one hex key. Cuts live wood to 22 millimeters without bruising it. Red, so you can find them in the hedge.`,
  },
  {
    title: 'Walnut-Grip Secateurs',
    kind: 'secateurs',
    vendor: FORGE,
    price: 92,
    grams: 280,
    look: { form: 'bypass', colour: 'Walnut', accent: 'Brass' },
    tags: ['steel', 'walnut', 'garden', 'gift'],
    text: `The same blades with handles someone took trouble over. In a leather holster that takes a belt.`,
  },
  {
    title: 'Herb Snips',
    kind: 'secateurs',
    vendor: FORGE,
    price: 32,
    grams: 120,
    options: [inColours('Iron', 'Brass')],
    look: { form: 'snips', accent: 'Copper' },
    tags: ['steel', 'kitchen', 'garden', 'gift'],
    text: `Fine points for chives, sweet peas and the wick of a candle. Spring-loaded, sized for a pocket.`,
  },
  {
    title: 'Left-Handed Secateurs',
    kind: 'secateurs',
    vendor: FORGE,
    price: 68,
    grams: 260,
    look: { form: 'bypass', colour: 'Denim', accent: 'Steel' },
    tags: ['steel', 'garden'],
    arrived: '2026-04-02',
    text: `Mirrored, not just relabeled: blade and catch are both on the other side. One in ten of you has been waiting.`,
  },
  {
    title: 'Goatskin Garden Gloves',
    kind: 'garden-gloves',
    vendor: GREEN,
    options: [
      inColours('Sand', 'Moss'),
      inSizes(['Small', 34, 120], ['Medium', 34, 130], ['Large', 34, 140]),
    ],
    look: { form: 'short', accent: 'Walnut' },
    tags: ['leather', 'garden', 'bestseller', 'gift'],
    text: `Thin enough to pick up a seed, tough enough for brambles. They shrink to your hands in the first rain and are yours after that.`,
  },
  {
    title: 'Rose Gauntlets',
    kind: 'garden-gloves',
    vendor: GREEN,
    price: 48,
    grams: 220,
    options: [inSizes(['Small', 48, 210], ['Large', 52, 240])],
    look: { form: 'gauntlet', colour: 'Honey', accent: 'Pine' },
    tags: ['leather', 'garden', 'gift'],
    text: `Suede to the elbow, for roses that were planted by somebody braver.`,
  },
  {
    title: 'Cotton Potting Gloves',
    kind: 'garden-gloves',
    vendor: GREEN,
    price: 16,
    grams: 90,
    reduced: 0.25,
    options: [inColours('Chalk', 'Sky', 'Rose')],
    look: { form: 'short', accent: 'Beet' },
    tags: ['cotton', 'garden', 'under 25'],
    text: `Knitted cotton dipped in natural rubber. Buy two pairs; the left one always goes missing.`,
  },
  {
    title: 'Wool-Lined Winter Gloves',
    kind: 'garden-gloves',
    vendor: GREEN,
    price: 44,
    grams: 180,
    look: { form: 'short', colour: 'Walnut', accent: 'Ember' },
    tags: ['leather', 'garden', 'winter', 'new'],
    arrived: '2026-10-20',
    text: `For January pruning and for getting the logs in. Cowhide outside, boiled wool within.`,
  },
]

export const gardenTools: Department = {
  code: 'GDN',
  name: 'Garden Tools',
  types: { secateurs: 'Secateurs', 'garden-gloves': 'Garden Gloves' },
  entries,
}
