/**
 * @module Events while a file is being read: one growing column a field, so that a million events cost megabytes.
 */
import { Column, Names } from './column.ts'

export type Kind = 'view' | 'purchase'

export class EventColumns {
  readonly sessionIds = new Names()
  readonly itemIds = new Names()
  readonly customerIds = new Names()
  private readonly sessions = new Column((n) => new Int32Array(n))
  private readonly items = new Column((n) => new Int32Array(n))
  private readonly times = new Column((n) => new Float64Array(n))
  private readonly purchases = new Column((n) => new Uint8Array(n))
  private readonly customers = new Column((n) => new Int32Array(n))
  private readonly lines = new Column((n) => new Int32Array(n))

  get length(): number {
    return this.sessions.length
  }

  /** @param time unix seconds, NaN where the source carries none; @param line for messages; @param customer '': unknown */
  push(sessionId: string, itemId: string, time: number, kind: Kind, line: number, customer = ''): void {
    this.sessions.push(this.sessionIds.number(sessionId))
    this.items.push(this.itemIds.number(itemId))
    this.times.push(time)
    this.purchases.push(kind === 'purchase' ? 1 : 0)
    this.lines.push(line)
    this.customers.push(customer === '' ? -1 : this.customerIds.number(customer))
  }

  session = (event: number): number => this.sessions.at(event)
  item = (event: number): number => this.items.at(event)
  /** Unix seconds, NaN where unknown. */
  time = (event: number): number => this.times.at(event)
  isPurchase = (event: number): boolean => this.purchases.at(event) === 1
  /** -1 where unknown. */
  customer = (event: number): number => (event === -1 ? -1 : this.customers.at(event))
  line = (event: number): number => this.lines.at(event)
}
