/**
 * @module Orders while a file is being read: one event a product and order, quantities added up.
 */
import { knownFields } from '../dataset/catalog.ts'
import { Column } from '../dataset/column.ts'
import type { ContentFields } from '../dataset/content-file.ts'
import { EventColumns } from '../dataset/event-columns.ts'
import { LeftOut, type Reason } from '../dataset/left-out.ts'
import { orderSessions } from '../dataset/order-sessions.ts'
import type { Format } from '../dataset/part.ts'
import type { Amount, Imported } from './imported.ts'

/** Order and item number make one key: order · 2^24 + item, exact in a double for 2^29 orders. */
const ITEM_RANGE = 2 ** 24

export interface OrderLine {
  order: string
  item: string
  title: string
  /** Empty where the source names none. */
  vendor: string
  /** Pseudonym; empty where unknown. */
  customer: string
  /** Unix seconds. */
  time: number
  quantity: number
  unitPrice: number
}

export class OrderBook {
  private readonly columns = new EventColumns()
  private readonly leftOut = new LeftOut()
  private readonly quantities = new Column((n) => new Float64Array(n))
  private readonly revenues = new Column((n) => new Float64Array(n))
  private readonly eventOf = new Map<number, number>()
  /** First line of each event, to tell a line sent twice from more of the same product. */
  private readonly firstLines: Amount[] = []
  private readonly details = new Map<number, ContentFields>()
  private readonly detailTimes = new Map<number, number>()
  /** Time of each order's first usable line, by order number. */
  private readonly orderTimes: number[] = []
  private readonly seenOrders = new Set<string>()
  private lines = 0

  /** Counts a line as read, before anything else is known of it; `order` where it names one. */
  read(order?: string): void {
    this.lines += 1
    if (order !== undefined) this.seenOrders.add(order)
  }

  leaveOut(reason: Reason, line: number): void {
    this.leftOut.add(reason, line)
  }

  /** Takes a usable line. Its order keeps the time of its first usable line. */
  add({ order, item, title, vendor, customer, time, quantity, unitPrice }: OrderLine, line: number): void {
    const orderNumber = this.columns.sessionIds.number(order)
    const itemNumber = this.columns.itemIds.number(item)
    const orderTime = this.orderTimes[orderNumber] ?? time
    this.orderTimes[orderNumber] = orderTime
    this.describe(itemNumber, { title: title.replace(/\s+/g, ' ').trim(), vendor, price: unitPrice }, time)
    const key = orderNumber * ITEM_RANGE + itemNumber
    const event = this.eventOf.get(key)
    if (event === undefined) {
      this.eventOf.set(key, this.columns.length)
      this.columns.push(order, item, orderTime, 'purchase', line, customer)
      this.quantities.push(quantity)
      this.revenues.push(quantity * unitPrice)
      this.firstLines.push({ quantity, unitPrice })
      return
    }
    const first = this.firstLines[event]
    if (first?.quantity === quantity && first.unitPrice === unitPrice) {
      this.leaveOut('same_line', line)
      return
    }
    this.quantities.set(event, this.quantities.at(event) + quantity)
    this.revenues.set(event, this.revenues.at(event) + quantity * unitPrice)
    this.leaveOut('same_product', line)
  }

  private describe(item: number, detail: ContentFields, time: number): void {
    if (detail.title === '' || time < (this.detailTimes.get(item) ?? Number.NEGATIVE_INFINITY)) return
    this.details.set(item, knownFields(detail))
    this.detailTimes.set(item, time)
  }

  close(format: Format, catalog: Imported['catalog']): Imported {
    const { columns, leftOut, lines, details } = this
    return {
      format,
      columns,
      ordered: orderSessions(columns),
      lines,
      leftOut,
      emptyOrders: this.seenOrders.size - columns.sessionIds.list.length,
      catalog,
      amount: (event) => ({
        quantity: this.quantities.at(event),
        unitPrice: this.revenues.at(event) / this.quantities.at(event),
      }),
      details,
    }
  }
}
