/**
 * @module What the Worker is given from outside: bindings, variables, secrets, checked once an isolate.
 */
import { z } from 'zod'
import { shopNameSchema } from './contract/ids.ts'
import { isPublicKey } from './contract/signing-keys.ts'
import type { EvidenceShard } from './evidence/shard.ts'
import type { Ledger } from './releases/ledger.ts'

const isBucket = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'get' in value && 'put' in value

const isNamespace = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'getByName' in value

const originSchema = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: (issue) => `${issue.input} is no origin; write scheme, host and port only: https://shop.example`,
})

const publicKeySchema = z.string().refine(isPublicKey, {
  error: (issue) => `${issue.input} is no public key; aisle keys show prints one as it is taken here`,
})

/** A list written as one text, its parts separated by commas. */
const listSchema = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''))

export const envSchema = z.object({
  RELEASES: z.custom<R2Bucket>(isBucket, 'expected an R2 bucket bound as RELEASES, see wrangler.toml'),
  LEDGER: z.custom<DurableObjectNamespace<Ledger>>(
    isNamespace,
    'expected the Durable Object Ledger bound as LEDGER, see wrangler.toml',
  ),
  EVIDENCE: z.custom<DurableObjectNamespace<EvidenceShard>>(
    isNamespace,
    'expected the Durable Object EvidenceShard bound as EVIDENCE, see wrangler.toml',
  ),
  /** The one shop this Worker serves. */
  SHOP: shopNameSchema,
  /** Origins whose browsers may call the Worker, separated by commas. */
  ALLOWED_ORIGINS: listSchema.pipe(z.array(originSchema)),
  /** Public keys whose releases are served, separated by commas; without one, none is. */
  RELEASE_KEYS: listSchema.pipe(z.array(publicKeySchema)),
  /** A moved channel is noticed after this many seconds at the latest. */
  CHANNEL_TTL_SECONDS: z.coerce.number().min(0).max(3600),
  /** Secret; without it the admin API refuses everything. */
  ADMIN_TOKEN: z
    .string()
    .optional()
    .transform((token) => (token === '' ? undefined : token)),
})
export type Config = z.output<typeof envSchema>
