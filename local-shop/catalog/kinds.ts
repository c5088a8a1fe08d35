/**
 * @module Every kind of product in the shop: how often a household needs it again, when in the year it sells, and
 * what people buy or look at together with it. The simulated shoppers reason about kinds, never about titles.
 */
import { kind } from './kind.ts'
import { seasons } from './seasons.ts'
import type { Kind } from './types.ts'

const durable = null

const { steady, giving, cold, advent, sowing, growing, summer, baking, hosting, linen } = seasons

export const kinds: Kind[] = [
  // Coffee
  kind('coffee-beans', 24, steady, {
    'paper-filters': 0.8,
    'coffee-grinder': 0.5,
    'pour-over-dripper': 0.5,
    mug: 0.4,
    'espresso-cup': 0.3,
  }),
  kind('paper-filters', 60, steady, { 'coffee-beans': 0.9, 'pour-over-dripper': 0.7, kettle: 0.2 }),
  kind('pour-over-dripper', durable, giving, {
    'paper-filters': 0.95,
    'coffee-beans': 0.7,
    kettle: 0.6,
    carafe: 0.35,
    'coffee-grinder': 0.35,
  }),
  kind('coffee-grinder', durable, giving, {
    'coffee-beans': 0.9,
    'pour-over-dripper': 0.5,
    kettle: 0.3,
    'espresso-cup': 0.25,
  }),
  kind('kettle', durable, cold, {
    'pour-over-dripper': 0.6,
    teapot: 0.6,
    'coffee-beans': 0.35,
    'black-tea': 0.35,
    'green-tea': 0.25,
  }),
  kind('mug', durable, giving, {
    'coffee-beans': 0.5,
    'black-tea': 0.4,
    bowl: 0.35,
    'herbal-tea': 0.3,
    teapot: 0.25,
    'dinner-plate': 0.2,
  }),
  kind('espresso-cup', durable, giving, {
    'coffee-beans': 0.75,
    chocolate: 0.3,
    'coffee-grinder': 0.25,
    mug: 0.25,
  }),
  // Tea
  kind('teapot', durable, cold, {
    'black-tea': 0.7,
    'tea-infuser': 0.55,
    'green-tea': 0.5,
    mug: 0.4,
    honey: 0.3,
    'herbal-tea': 0.3,
  }),
  kind('tea-infuser', durable, cold, {
    'herbal-tea': 0.7,
    'green-tea': 0.65,
    'black-tea': 0.6,
    mug: 0.35,
    teapot: 0.3,
  }),
  kind('black-tea', 45, cold, { honey: 0.5, teapot: 0.45, 'tea-infuser': 0.4, mug: 0.3, 'herbal-tea': 0.25 }),
  kind('green-tea', 50, steady, { 'tea-infuser': 0.5, teapot: 0.45, 'herbal-tea': 0.3, honey: 0.15 }),
  kind('herbal-tea', 40, cold, { honey: 0.65, 'tea-infuser': 0.5, mug: 0.3, throw: 0.2, candle: 0.15 }),
  // Tableware
  kind('dinner-plate', durable, hosting, {
    bowl: 0.85,
    cutlery: 0.5,
    'serving-platter': 0.45,
    napkins: 0.4,
    'wine-glass': 0.3,
    mug: 0.25,
  }),
  kind('bowl', durable, hosting, {
    'dinner-plate': 0.8,
    cutlery: 0.35,
    mug: 0.35,
    'serving-platter': 0.3,
    'tea-towel': 0.15,
  }),
  kind('serving-platter', durable, hosting, {
    'dinner-plate': 0.5,
    napkins: 0.45,
    tablecloth: 0.4,
    'olive-oil': 0.2,
    carafe: 0.2,
  }),
  kind('cutlery', durable, hosting, { 'dinner-plate': 0.7, napkins: 0.5, bowl: 0.4, 'wine-glass': 0.3 }),
  // Glassware
  kind('wine-glass', durable, hosting, {
    carafe: 0.6,
    tumbler: 0.4,
    'dinner-plate': 0.3,
    'candle-holder': 0.25,
    napkins: 0.25,
  }),
  kind('tumbler', durable, summer, { carafe: 0.7, 'wine-glass': 0.4, napkins: 0.2 }),
  kind('carafe', durable, summer, { tumbler: 0.75, 'wine-glass': 0.55, tablecloth: 0.2 }),
  // Kitchen tools
  kind('chef-knife', durable, giving, {
    'cutting-board': 0.85,
    'tea-towel': 0.25,
    apron: 0.25,
    'frying-pan': 0.2,
  }),
  kind('cutting-board', durable, giving, {
    'chef-knife': 0.75,
    'olive-oil': 0.3,
    'wooden-spoon': 0.3,
    salt: 0.2,
  }),
  kind('wooden-spoon', durable, steady, {
    saucepan: 0.5,
    'dutch-oven': 0.45,
    'mixing-bowl': 0.35,
    'cutting-board': 0.3,
  }),
  // Cookware
  kind('frying-pan', durable, giving, {
    'olive-oil': 0.5,
    'wooden-spoon': 0.5,
    saucepan: 0.4,
    salt: 0.3,
    'chef-knife': 0.25,
  }),
  kind('dutch-oven', durable, cold, {
    'wooden-spoon': 0.5,
    flour: 0.4,
    salt: 0.3,
    saucepan: 0.3,
    'tea-towel': 0.2,
  }),
  kind('saucepan', durable, steady, {
    'wooden-spoon': 0.6,
    'frying-pan': 0.5,
    'dutch-oven': 0.3,
    salt: 0.15,
  }),
  // Baking
  kind('mixing-bowl', durable, baking, {
    'wooden-spoon': 0.55,
    'baking-tin': 0.55,
    flour: 0.5,
    'rolling-pin': 0.4,
    apron: 0.3,
  }),
  kind('rolling-pin', durable, baking, { flour: 0.6, 'baking-tin': 0.55, 'mixing-bowl': 0.45, apron: 0.35 }),
  kind('baking-tin', durable, baking, {
    flour: 0.7,
    'mixing-bowl': 0.5,
    'rolling-pin': 0.35,
    chocolate: 0.3,
    'tea-towel': 0.15,
  }),
  kind('flour', 35, baking, { 'baking-tin': 0.5, salt: 0.35, 'mixing-bowl': 0.3, honey: 0.25, jam: 0.2 }),
  // Pantry
  kind('honey', 60, cold, { 'herbal-tea': 0.6, 'black-tea': 0.45, jam: 0.45, flour: 0.2 }),
  kind('jam', 45, steady, { honey: 0.5, flour: 0.3, 'black-tea': 0.3, 'coffee-beans': 0.2 }),
  kind('olive-oil', 50, steady, {
    salt: 0.7,
    'serving-platter': 0.25,
    'frying-pan': 0.2,
    'cutting-board': 0.2,
    jam: 0.1,
  }),
  kind('salt', 90, steady, { 'olive-oil': 0.75, chocolate: 0.2, 'cutting-board': 0.2, flour: 0.15 }),
  kind('chocolate', 25, giving, {
    'coffee-beans': 0.4,
    'espresso-cup': 0.25,
    'black-tea': 0.2,
    candle: 0.2,
    notebook: 0.15,
  }),
  // Textiles
  kind('apron', durable, giving, {
    'tea-towel': 0.7,
    'mixing-bowl': 0.35,
    'rolling-pin': 0.3,
    'chef-knife': 0.25,
  }),
  kind('tea-towel', 240, steady, { apron: 0.5, soap: 0.35, napkins: 0.3, 'cutting-board': 0.2 }),
  kind('napkins', durable, hosting, {
    tablecloth: 0.8,
    'dinner-plate': 0.45,
    'candle-holder': 0.35,
    cutlery: 0.3,
  }),
  kind('tablecloth', durable, hosting, {
    napkins: 0.9,
    'candle-holder': 0.4,
    vase: 0.35,
    'serving-platter': 0.3,
  }),
  kind('throw', durable, cold, { cushion: 0.8, candle: 0.4, lamp: 0.25, 'herbal-tea': 0.2 }),
  kind('cushion', durable, linen, { throw: 0.75, lamp: 0.3, vase: 0.3, candle: 0.2 }),
  // Candles and light
  kind('candle', 40, cold, { 'candle-holder': 0.7, throw: 0.3, soap: 0.3, vase: 0.25, 'hand-cream': 0.2 }),
  kind('candle-holder', durable, hosting, { candle: 0.95, vase: 0.4, tablecloth: 0.3, napkins: 0.2 }),
  kind('lamp', durable, cold, { cushion: 0.35, throw: 0.35, vase: 0.3, notebook: 0.15 }),
  kind('vase', durable, giving, {
    'candle-holder': 0.45,
    planter: 0.35,
    tablecloth: 0.25,
    secateurs: 0.25,
    cushion: 0.2,
  }),
  // Bath
  kind('soap', 30, steady, { 'hand-cream': 0.65, 'bath-towel': 0.4, candle: 0.2, 'bath-mat': 0.2 }),
  kind('hand-cream', 55, cold, { soap: 0.75, 'garden-gloves': 0.3, candle: 0.25, 'bath-towel': 0.2 }),
  kind('bath-towel', durable, linen, { 'bath-mat': 0.8, soap: 0.5, 'hand-cream': 0.2 }),
  kind('bath-mat', durable, linen, { 'bath-towel': 0.9, soap: 0.35, planter: 0.1 }),
  // Garden
  kind('planter', durable, growing, { seeds: 0.6, 'watering-can': 0.6, 'garden-gloves': 0.3, vase: 0.25 }),
  kind('watering-can', durable, growing, {
    planter: 0.65,
    seeds: 0.55,
    'garden-gloves': 0.3,
    secateurs: 0.25,
  }),
  kind('seeds', 70, sowing, { planter: 0.6, 'watering-can': 0.45, 'garden-gloves': 0.4, notebook: 0.15 }),
  kind('secateurs', durable, growing, { 'garden-gloves': 0.8, vase: 0.3, seeds: 0.3, 'watering-can': 0.3 }),
  kind('garden-gloves', 300, growing, { secateurs: 0.6, seeds: 0.5, 'hand-cream': 0.4, planter: 0.3 }),
  // Paper, gifts and the winter table
  kind('notebook', 120, giving, { chocolate: 0.25, mug: 0.25, candle: 0.2, lamp: 0.15 }),
  kind('advent-calendar', durable, advent, {
    ornament: 0.7,
    candle: 0.45,
    chocolate: 0.4,
    'candle-holder': 0.3,
  }),
  kind('ornament', durable, advent, {
    'advent-calendar': 0.55,
    candle: 0.45,
    napkins: 0.3,
    tablecloth: 0.25,
    'candle-holder': 0.25,
  }),
]
