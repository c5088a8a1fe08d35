/**
 * @module The colours things in the shop come in: names as a shopper reads them, and the swatch of each.
 */

export const colours = {
  // Glazes, cloth, paint
  Chalk: '#F4EFE6',
  Oat: '#E6D8BE',
  Sand: '#D2B993',
  Butter: '#E9C46A',
  Honey: '#D69A3C',
  Clay: '#C98A64',
  Terracotta: '#BE6A45',
  Ember: '#B5471F',
  Rose: '#D9A398',
  Beet: '#8E3B4C',
  Plum: '#6B3E4B',
  Sky: '#AFC3CC',
  Tide: '#5F8793',
  Denim: '#4A6078',
  Indigo: '#34415E',
  Sage: '#A3AD8B',
  Moss: '#5C6B45',
  Pine: '#38503F',
  Fog: '#B9B5AC',
  Slate: '#6E716F',
  Ink: '#35302B',
  // Woods
  Beech: '#DDB98C',
  Ash: '#E3CDA8',
  Oak: '#C79A63',
  Olivewood: '#B5854A',
  Cherry: '#A9663F',
  Walnut: '#75503A',
  // Metals
  Steel: '#BFC3C2',
  Iron: '#3C3B3A',
  Brass: '#C9A24F',
  Copper: '#C47A50',
  Tin: '#CBC8BF',
  // Glass
  Clear: '#DCE7E4',
  Smoke: '#8C8781',
  Amber: '#C68A3A',
  Bottle: '#6F8A68',
  Blush: '#E0B4A6',
} as const

export type ColourName = keyof typeof colours
