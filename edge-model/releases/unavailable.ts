/**
 * @module What can't be had just now but may be at the next try; answered as 503. Data that is wrong stays wrong until
 * somebody publishes something else: that is a `ContractError`.
 */

export class UnavailableError extends Error {
  override name = 'UnavailableError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** R2 failed or did not answer in time. */
export class StorageError extends UnavailableError {
  override name = 'StorageError'

  constructor(message: string) {
    super('storage_unavailable', message)
  }
}
