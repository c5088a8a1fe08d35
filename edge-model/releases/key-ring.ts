/**
 * @module The keys whose releases are served, imported once an isolate.
 */
import { ContractError } from '../contract/problem.ts'
import { importVerifyingKeys, type VerifyingKeys } from '../contract/signing-keys.ts'

/** @throws ContractError `no_release_keys` where there is none, `bad_key` where one is none */
export type KeyRing = () => Promise<VerifyingKeys>

/** @param publicKeys as in RELEASE_KEYS */
export function keyRing(publicKeys: readonly string[]): KeyRing {
  // The keys are kept, not the promise of them: work that one request began ends with it.
  let imported: VerifyingKeys | null = null
  return async () => {
    if (publicKeys.length === 0) {
      throw new ContractError(
        'no_release_keys',
        'The Worker serves no release because RELEASE_KEYS names no public key. Make a key with aisle keys create, ' +
          'write what it prints into RELEASE_KEYS of wrangler.toml (locally: wrangler dev --var RELEASE_KEYS:…) and ' +
          'deploy again.',
      )
    }
    imported ??= await importVerifyingKeys(publicKeys)
    return imported
  }
}
