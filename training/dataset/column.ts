/**
 * @module What grows while a file is read: typed arrays of unknown length, and names numbered as they appear.
 */

/** Growable typed arrays double from this many entries. */
const FIRST_CAPACITY = 1024

type Numbers = Int32Array | Float64Array | Uint8Array

export class Column<A extends Numbers> {
  length = 0
  private store: A
  private readonly make: (capacity: number) => A

  constructor(make: (capacity: number) => A) {
    this.make = make
    this.store = make(FIRST_CAPACITY)
  }

  push(value: number): void {
    if (this.length === this.store.length) {
      const larger = this.make(this.store.length * 2)
      larger.set(this.store)
      this.store = larger
    }
    this.store[this.length++] = value
  }

  /** Overwrites an entry that was pushed before. */
  set(index: number, value: number): void {
    this.store[index] = value
  }

  at(index: number): number {
    return this.store[index] ?? 0
  }

  /** A copy of what was pushed. */
  toArray(): A {
    const array = this.make(this.length)
    array.set(this.store.subarray(0, this.length))
    return array
  }
}

/** Numbers strings from 0 in order of first appearance. */
export class Names {
  readonly list: string[] = []
  private readonly numbers = new Map<string, number>()

  number(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    // A name cut from a line is a view that keeps the whole piece of file alive; a copy is not.
    const own = Buffer.from(name).toString()
    this.numbers.set(own, this.list.length)
    return this.list.push(own) - 1
  }
}
