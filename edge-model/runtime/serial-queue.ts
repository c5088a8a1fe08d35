/**
 * @module One job at a time.
 *
 * ONNX Runtime's WebAssembly keeps a call's arguments on one stack while it awaits, so calls must not overlap.
 *
 * A queue made of chained promises would be wrong in a Worker: each link would wait in the request that made it, and a
 * request whose client went away never continues, so everybody behind it would hang. Here whoever finds the queue idle
 * runs the jobs of all. ONNX Runtime's jobs do no I/O: they end within the microtasks of the turn that started them.
 */
export class SerialQueue {
  readonly #jobs: (() => Promise<void>)[] = []
  #running = false

  /** Runs `job` after those added before it; settles as it does. */
  add<T>(job: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push(async () => {
        try {
          resolve(await job())
        } catch (error) {
          reject(error)
        }
      })
      if (!this.#running) void this.#runAll()
    })
  }

  async #runAll(): Promise<void> {
    this.#running = true
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) await job()
    this.#running = false
  }
}
