/**
 * @module All departments, in the order of the shop floor.
 */
import type { Department } from '../entry.ts'
import { coffee } from './coffee.ts'

export const departments: Department[] = [coffee]
