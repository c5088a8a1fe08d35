/**
 * @module Platters, trays and cutlery.
 */
import { type Department, type Entry, inColours, inSizes } from '../entry.ts'

const SKERRY = 'Skerry Pottery'
const ADELA = 'Adela Porcelain'
const HOLM = 'Holm & Larch'
const FORGE = 'Ashdown Forge'

const platters: Entry[] = [
  {
    title: 'Skerry Oval Platter',
    kind: 'serving-platter',
    vendor: SKERRY,
    price: 78,
    grams: 1650,
    options: [inColours('Oat', 'Tide', 'Ink')],
    look: { form: 'oval', finish: 'speckle', accent: 'Clay' },
    tags: ['stoneware', 'hosting', 'Skerry', 'bestseller'],
    text: `Forty-one centimeters, long enough for a whole fish or a roast with its potatoes. The edge lifts on both ends, so there is somewhere to put your fingers.`,
  },
  {
    title: 'Round Feast Platter',
    kind: 'serving-platter',
    vendor: SKERRY,
    price: 84,
    grams: 1800,
    options: [inColours('Moss', 'Oat')],
    look: { form: 'round', finish: 'glaze', accent: 'Chalk' },
    tags: ['stoneware', 'hosting'],
    text: `A third of a meter across. Bare clay along the rim where the wax resist was brushed, a deep glassy pool within.`,
  },
  {
    title: 'Scallop Cake Platter',
    kind: 'serving-platter',
    vendor: ADELA,
    price: 72,
    grams: 1150,
    options: [inColours('Chalk', 'Rose', 'Butter')],
    look: { form: 'round', finish: 'dots', accent: 'Ember' },
    tags: ['porcelain', 'hosting', 'gift'],
    text: `Flat right to the edge, because a cake on a curved plate always leans. Red dots around the rim, one for every guest you might regret not asking.`,
  },
  {
    title: 'Oak Serving Tray',
    kind: 'serving-platter',
    vendor: HOLM,
    price: 68,
    grams: 1400,
    look: { form: 'board', colour: 'Oak', accent: 'Walnut' },
    tags: ['oak', 'hosting'],
    text: `Steam-bent sides, finger holes at both ends, and a surface oiled rather than lacquered, so a hot pot leaves a memory but not a blister. Forty by twenty-four centimeters.`,
  },
  {
    title: 'Painted Breakfast Tray',
    kind: 'serving-platter',
    vendor: HOLM,
    price: 58,
    grams: 1250,
    reduced: 0.2,
    options: [inColours('Sky', 'Butter', 'Beet')],
    look: { form: 'board', finish: 'bands', accent: 'Chalk' },
    tags: ['birch', 'gift'],
    text: `Birch ply painted in chalk color and lined by hand. Holds a pot, two cups and a paper; survives being put down on a duvet.`,
  },
  {
    title: 'Brushwork Oval Platter',
    kind: 'serving-platter',
    vendor: SKERRY,
    price: 92,
    grams: 1700,
    look: { form: 'oval', finish: 'brush', colour: 'Oat', accent: 'Indigo' },
    tags: ['stoneware', 'hosting'],
    arrived: '2026-02-24',
    text: `The brush goes round in a single breath. The wider the platter, the longer the breath; there are only two of us who can do this size.`,
  },
  {
    title: 'Winter Feast Platter',
    kind: 'serving-platter',
    vendor: ADELA,
    price: 96,
    grams: 1300,
    look: { form: 'oval', finish: 'bands', colour: 'Pine', accent: 'Brass' },
    tags: ['porcelain', 'winter', 'hosting', 'new'],
    arrived: '2026-10-08',
    text: `Pine-dark porcelain with the gilt band of our dinner plates. Goose, nut roast, a pyramid of clementines: it flatters all of them.`,
  },
]

const cutlery: Entry[] = [
  {
    title: 'Harbor Steel Cutlery Set',
    kind: 'cutlery',
    vendor: FORGE,
    options: [inSizes(['16 pieces', 128, 980], ['24 pieces', 184, 1470])],
    look: { form: 'plain', colour: 'Steel', accent: 'Denim' },
    tags: ['steel', 'everyday', 'bestseller'],
    text: `Forged 18/10 with long tines and a knife that cuts. The handles swell a little at the end, as old ones do, so they sit in the hand without thinking about it. Delivered in a cotton roll.`,
  },
  {
    title: 'Beech-Handled Cutlery Set',
    kind: 'cutlery',
    vendor: FORGE,
    price: 142,
    grams: 860,
    look: { form: 'handled', colour: 'Steel', accent: 'Cherry' },
    tags: ['beech', 'steel', 'gift'],
    text: `Sixteen pieces with riveted handles of stained beech. Café cutlery of a better class. Wash by hand, or accept that they will go gray and handsome.`,
  },
  {
    title: 'Brass Cutlery Set',
    kind: 'cutlery',
    vendor: FORGE,
    price: 168,
    grams: 1020,
    reduced: 0.15,
    look: { form: 'plain', colour: 'Brass', accent: 'Pine', finish: 'roll' },
    tags: ['brass', 'hosting', 'winter'],
    text: `Champagne-colored PVD over steel, so it looks like brass and behaves like a grown-up. Sixteen pieces in a green felt roll.`,
  },
  {
    title: 'Servers in Brass',
    kind: 'cutlery',
    vendor: FORGE,
    price: 48,
    grams: 260,
    look: { form: 'serving', colour: 'Brass', accent: 'Beet', finish: 'roll' },
    tags: ['brass', 'hosting', 'gift'],
    text: `A spoon and a fork, twenty-six centimeters long, with hammered bowls. The pair to hand over when someone asks how they can help.`,
  },
  {
    title: 'Coffee Spoon Set',
    kind: 'cutlery',
    vendor: FORGE,
    price: 32,
    grams: 110,
    options: [inColours('Steel', 'Copper')],
    look: { form: 'teaspoons', accent: 'Ember', finish: 'roll' },
    tags: ['steel', 'coffee', 'gift'],
    arrived: '2026-03-03',
    text: `Four small spoons with a twist in the stem. They ring like a bell against a porcelain cup, which depending on the morning is a feature.`,
  },
]

export const serving: Department = {
  code: 'SRV',
  name: 'Serving',
  types: { 'serving-platter': 'Platters & Trays', cutlery: 'Cutlery' },
  entries: [...platters, ...cutlery],
}
