/**
 * @module Keys that sign the releases of tests, and nothing else. A Worker under test knows the first alone.
 */
import { fromBase64, importSigningKey, type SigningKey } from '../../../edge-model/contract/index.ts'

const PKCS8 = [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZTPmfNxkZYZnJT9ORSQnrX187YqknL8Qxyeds+VmsAqhRANCAASjs5EaeHE2u1AAy0pMETlTY3hZ9cDpprIoF47kJ/bQZt7H1F9P6B5Qjd9AJ1e5M6vdxSAb6h3NEu1M1tRP6Db0',
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQger9smID3jLbVCZR4pgGsRVUUz02KwefIP/oG3I2UZ8uhRANCAASHlsMfdVGTx87q90TUG+2Kn+JWkd/Wpsm9apx6dFnw2qezm2JTrzA7nJ9nE/oG4cWS2WagJADgqCMdIrKQ180y',
]

/** The key of every release that a test does not sign otherwise. */
export const testKey = (): Promise<SigningKey> => load(0)
/** A key that a Worker under test does not know. */
export const strangeKey = (): Promise<SigningKey> => load(1)

/** RELEASE_KEYS of a Worker under test: the public half of `testKey`. */
export const TEST_RELEASE_KEYS =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEo7ORGnhxNrtQAMtKTBE5U2N4WfXA6aayKBeO5Cf20Gbex9RfT+geUI3fQCdXuTOr3cUgG+odzRLtTNbUT+g29A=='

function load(n: number): Promise<SigningKey> {
  const der = fromBase64(PKCS8[n] ?? '')
  if (der === null) throw new Error('The test key is not base64.')
  return importSigningKey(der)
}
