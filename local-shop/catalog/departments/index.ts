/**
 * @module All departments, in the order of the shop floor.
 */
import type { Department } from '../entry.ts'
import { baking } from './baking.ts'
import { bath } from './bath.ts'
import { bathLinen } from './bath-linen.ts'
import { brewing } from './brewing.ts'
import { candles } from './candles.ts'
import { coffee } from './coffee.ts'
import { cookware } from './cookware.ts'
import { cups } from './cups.ts'
import { gardenTools } from './garden-tools.ts'
import { glass } from './glass.ts'
import { kitchenLinen } from './kitchen-linen.ts'
import { lampsAndVases } from './lamps-and-vases.ts'
import { larder } from './larder.ts'
import { pantry } from './pantry.ts'
import { paperGoods } from './paper.ts'
import { planting } from './planting.ts'
import { serving } from './serving.ts'
import { softFurnishings } from './soft-furnishings.ts'
import { tableLinen } from './table-linen.ts'
import { tableware } from './tableware.ts'
import { tea } from './tea.ts'
import { teaware } from './teaware.ts'
import { tools } from './tools.ts'

export const departments: Department[] = [
  coffee,
  brewing,
  cups,
  tea,
  teaware,
  tableware,
  serving,
  glass,
  tools,
  cookware,
  baking,
  larder,
  pantry,
  kitchenLinen,
  tableLinen,
  softFurnishings,
  candles,
  lampsAndVases,
  bath,
  bathLinen,
  planting,
  gardenTools,
  paperGoods,
]
