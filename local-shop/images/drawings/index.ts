/**
 * @module Which drawing shows which kind of product.
 */
import { coffeeBeans, flour, seeds, tea } from './bags.ts'
import { bakingTin, rollingPin } from './baking.ts'
import { chocolate, soap } from './bars.ts'
import { chefKnife, cutlery, secateurs } from './blades.ts'
import { handCream, oliveOil } from './bottles.ts'
import { bowl, mixingBowl } from './bowls.ts'
import { coffeeGrinder, paperFilters, pourOverDripper } from './brewing.ts'
import { candleHolder } from './candle-holders.ts'
import { candle } from './candles.ts'
import { apron, napkins, tablecloth, teaTowel } from './cloth.ts'
import { espressoCup, mug } from './cups.ts'
import { carafe, tumbler, wineGlass } from './glass.ts'
import { honey, jam, salt } from './jars.ts'
import { kettle } from './kettles.ts'
import { lamp } from './lamps.ts'
import type { Draw } from './painted.ts'
import { adventCalendar, notebook, ornament } from './paper.ts'
import { dinnerPlate, servingPlatter } from './plates.ts'
import { dutchOven, fryingPan, saucepan } from './pots.ts'
import { bathMat, bathTowel, cushion, gardenGloves, throwBlanket } from './soft.ts'
import { teaInfuser, teapot } from './teaware.ts'
import { planter, vase } from './vessels.ts'
import { wateringCan } from './watering-cans.ts'
import { cuttingBoard, woodenSpoon } from './wood.ts'

export const drawings: Readonly<Record<string, Draw>> = {
  'coffee-beans': coffeeBeans,
  'paper-filters': paperFilters,
  'pour-over-dripper': pourOverDripper,
  'coffee-grinder': coffeeGrinder,
  kettle,
  mug,
  'espresso-cup': espressoCup,
  teapot,
  'tea-infuser': teaInfuser,
  'black-tea': tea,
  'green-tea': tea,
  'herbal-tea': tea,
  'dinner-plate': dinnerPlate,
  bowl,
  'serving-platter': servingPlatter,
  cutlery,
  'wine-glass': wineGlass,
  tumbler,
  carafe,
  'chef-knife': chefKnife,
  'cutting-board': cuttingBoard,
  'wooden-spoon': woodenSpoon,
  'frying-pan': fryingPan,
  'dutch-oven': dutchOven,
  saucepan,
  'mixing-bowl': mixingBowl,
  'rolling-pin': rollingPin,
  'baking-tin': bakingTin,
  flour,
  honey,
  jam,
  'olive-oil': oliveOil,
  salt,
  chocolate,
  apron,
  'tea-towel': teaTowel,
  napkins,
  tablecloth,
  throw: throwBlanket,
  cushion,
  candle,
  'candle-holder': candleHolder,
  lamp,
  vase,
  soap,
  'hand-cream': handCream,
  'bath-towel': bathTowel,
  'bath-mat': bathMat,
  planter,
  'watering-can': wateringCan,
  seeds,
  secateurs,
  'garden-gloves': gardenGloves,
  notebook,
  'advent-calendar': adventCalendar,
  ornament,
}
