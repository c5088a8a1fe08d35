/**
 * @module Towels and mats.
 */
import { choice, type Department, type Entry, inColours, inSizes } from '../entry.ts'

const LOOM = 'Loom & Field'

const towels: Entry[] = [
  {
    title: 'Waffle Bath Towel',
    kind: 'bath-towel',
    vendor: LOOM,
    options: [
      inColours('Chalk', 'Clay', 'Sage', 'Slate'),
      inSizes(['Hand', 24, 220], ['Bath', 48, 560], ['Sheet', 68, 820]),
    ],
    look: { form: 'folded', finish: 'waffle', accent: 'Walnut' },
    tags: ['cotton', 'bathroom', 'bestseller'],
    text: `Dries you, then dries itself. Half the weight of terry and twice as quick on the line.`,
  },
  {
    title: 'Linen Terry Towel',
    kind: 'bath-towel',
    vendor: LOOM,
    price: 62,
    grams: 600,
    options: [inColours('Oat', 'Indigo')],
    look: { form: 'hung', finish: 'border', accent: 'Ember' },
    tags: ['linen', 'bathroom'],
    text: `Loops of linen on a cotton ground: brisk, like a good walk. The border is woven, so it will not pucker.`,
  },
  {
    title: 'Striped Hammam Towel',
    kind: 'bath-towel',
    vendor: LOOM,
    price: 38,
    grams: 380,
    options: [inColours('Chalk', 'Butter')],
    look: { form: 'hung', finish: 'stripe', accent: 'Tide' },
    tags: ['cotton', 'summer', 'travel'],
    reduced: 0.25,
    text: `Flat-woven and fringed; rolls up to the size of a paperback. Towel, sarong, tablecloth, in that order, usually in one day.`,
  },
  {
    title: 'Rolled Guest Towels',
    kind: 'bath-towel',
    vendor: LOOM,
    price: 44,
    grams: 480,
    look: { form: 'rolled', colour: 'Chalk', accent: 'Rose' },
    tags: ['cotton', 'bathroom', 'gift'],
    arrived: '2026-02-17',
    text: `Three small towels in two colors, so that visitors can tell theirs. Long-staple Aegean cotton.`,
  },
  {
    title: 'Pinstripe Bath Sheet',
    kind: 'bath-towel',
    vendor: LOOM,
    price: 72,
    grams: 860,
    soldOut: true,
    options: [inColours('Chalk', 'Fog')],
    look: { form: 'folded', finish: 'pinstripe', accent: 'Indigo' },
    tags: ['cotton', 'bathroom'],
    text: `A meter by one-sixty of dense terry with a line of indigo every half inch. Coming back in a heavier weight.`,
  },
]

const mats: Entry[] = [
  {
    title: 'Looped Cotton Bath Mat',
    kind: 'bath-mat',
    vendor: LOOM,
    price: 46,
    grams: 1100,
    options: [inColours('Chalk', 'Clay', 'Moss')],
    look: { form: 'mat', finish: 'waffle', accent: 'Ember' },
    tags: ['cotton', 'bathroom', 'bestseller'],
    text: `Two hundred grams heavier than it needs to be, so that it stays put. Wash with the towels.`,
  },
  {
    title: 'Herringbone Bath Mat',
    kind: 'bath-mat',
    vendor: LOOM,
    price: 54,
    grams: 1000,
    options: [inColours('Oat', 'Sky')],
    look: { form: 'mat', finish: 'herringbone', accent: 'Indigo' },
    tags: ['cotton', 'bathroom'],
    text: `Flat-woven on both sides; turn it over and it is the other way round.`,
  },
  {
    title: 'Oak Duckboard',
    kind: 'bath-mat',
    vendor: 'Holm & Larch',
    price: 78,
    grams: 2600,
    options: [choice('Finish', 'Oiled', 'Soaped')],
    look: { form: 'wood', colour: 'Oak', accent: 'Walnut' },
    tags: ['oak', 'bathroom'],
    text: `Seven slats of oak on rubber feet. Dry by the time you have brushed your teeth. Oiled darkens to honey; soaped stays pale.`,
  },
  {
    title: 'Striped Bath Mat',
    kind: 'bath-mat',
    vendor: LOOM,
    price: 42,
    grams: 950,
    reduced: 0.25,
    options: [inColours('Chalk', 'Rose')],
    look: { form: 'mat', finish: 'stripe', accent: 'Denim' },
    tags: ['cotton', 'bathroom'],
    text: `Broad bands running the long way, which makes small bathrooms look longer and feet look smaller.`,
  },
]

export const bathLinen: Department = {
  code: 'BLN',
  name: 'Bath Linen',
  types: { 'bath-towel': 'Towels', 'bath-mat': 'Bath Mats' },
  entries: [...towels, ...mats],
}
