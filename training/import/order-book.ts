/**
 * @module Orders while a file is being read: one event a product and order, quantities added up. Unlike other formats, whose
 * lines are a tenth as long, orders are held in memory until the file ends.
 */
import { knownFields } from '../dataset/catalog.ts'
import { Column, Names } from '../dataset/column.ts'
import type { ContentFields } from '../dataset/content-file.ts'
import type { EventStore } from '../dataset/event-store.ts'
import { LeftOut, type Reason } from '../dataset/left-out.ts'
import type { Format } from '../dataset/part.ts'
import type { Imported } from './imported.ts'

/** Order and item number make one key: order · 2^24 + item, exact in a double for 2^29 orders. */
const ITEM_RANGE = 2 ** 24

/** Quantity and price as a line has them. */
interface Amount {
  quantity: number
  unitPrice: number
}

export interface OrderLine extends Amount {
  order: string
  item: string
  title: string
  /** Empty where the source names none. */
  vendor: string
  /** Pseudonym; empty where unknown. */
  customer: string
  /** Unix seconds. */
  time: number
}

export class OrderBook {
  private readonly store: EventStore
  private readonly orders = new Names()
  private readonly customers = new Names()
  private readonly events = {
    order: new Column((n) => new Int32Array(n)),
    item: new Column((n) => new Int32Array(n)),
    customer: new Column((n) => new Int32Array(n)),
    line: new Column((n) => new Int32Array(n)),
  }
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

  constructor(store: EventStore) {
    this.store = store
  }

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
    const orderNumber = this.orders.number(order)
    const itemNumber = this.store.items.number(item)
    const orderTime = this.orderTimes[orderNumber] ?? time
    this.orderTimes[orderNumber] = orderTime
    this.describe(itemNumber, { title: title.replace(/\s+/g, ' ').trim(), vendor, price: unitPrice }, time)
    const key = orderNumber * ITEM_RANGE + itemNumber
    const event = this.eventOf.get(key)
    if (event === undefined) {
      this.eventOf.set(key, this.events.order.length)
      this.events.order.push(orderNumber)
      this.events.item.push(itemNumber)
      this.events.customer.push(this.customers.number(customer))
      this.events.line.push(line)
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

  /** Hands all events to the store. */
  close(format: Format, catalog: Imported['catalog']): Imported {
    const { events, leftOut, lines, details } = this
    for (let event = 0; event < events.order.length; event++) {
      const order = events.order.at(event)
      const quantity = this.quantities.at(event)
      this.store.push({
        sessionId: this.orders.list[order] ?? '',
        itemId: this.store.items.list[events.item.at(event)] ?? '',
        time: this.orderTimes[order] ?? 0,
        kind: 'purchase',
        line: events.line.at(event),
        customer: this.customers.list[events.customer.at(event)] ?? '',
        amount: { quantity, unitPrice: this.revenues.at(event) / quantity },
      })
    }
    const emptyOrders = this.seenOrders.size - this.orders.list.length
    return { format, lines, leftOut, emptyOrders, catalog, details }
  }
}
