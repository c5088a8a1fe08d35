/**
 * @module What a drawing is told of a product: its form, and colours as hex.
 */
import type { LabelText } from '../label.ts'
import type { Drawing, Pen } from '../pen.ts'

export interface Painted {
  form: string
  colour: string
  accent: string
  finish: string
  label: LabelText
}

export type Draw = (pen: Pen, look: Painted) => Drawing
