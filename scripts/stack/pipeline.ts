/**
 * @module The life of a model on the local stack, through the same commands an engineer types.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { channelSchema } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { LOCAL_TOKENS } from './tokens.ts'

const root = join(import.meta.dirname, '../..')

export interface Addresses {
  shop: string
  worker: string
}

/**
 * Runs a script of the repository with this Node and waits for its end.
 * @returns what it printed on stdout
 * @throws Error with its stderr when it exits with anything but 0
 */
export async function run(args: string[], env: Record<string, string> = {}, show = false): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    if (show) process.stdout.write(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
    if (show) process.stderr.write(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0)
    throw new Error(`${args.join(' ')} ended with exit code ${code}.\n${err.trim() || out.trim()}`)
  return out
}

const aisle = 'training/cli/main.ts'

/** The storefront as it is deployed, into dist/. */
export const buildStorefront = (): Promise<string> => run(['node_modules/@react-router/dev/bin.js', 'build'])

/** A year of simulated shoppers as the files a shop would export: orders.csv and sessions.tsv. */
export const simulateHistory = (out: string, show = false): Promise<string> =>
  run(['local-shop/simulate.ts', '--out', out], {}, show)

/** `aisle import`: orders and sessions into one data set, SKUs resolved through the Admin API. */
export const importHistory = (
  history: string,
  data: string,
  { shop }: Pick<Addresses, 'shop'>,
  show = false,
): Promise<string> =>
  run(
    [aisle, 'import', join(history, 'orders.csv'), join(history, 'sessions.tsv'), '--into', data],
    { SHOPIFY_SHOP_URL: shop, SHOPIFY_ADMIN_TOKEN: LOCAL_TOKENS.admin },
    show,
  )

/** `aisle train`: data set to release directory. */
export const trainModel = (
  data: string,
  release: string,
  more: string[] = [],
  show = false,
): Promise<string> => run([aisle, 'train', '--data', data, '--out', release, ...more], {}, show)

/** What signs the releases of a stack, and what its Worker must know to serve them. */
export interface StackKey {
  file: string
  /** For the Worker's RELEASE_KEYS. */
  publicKey: string
}

/** The signing key below `home`: the one that is there, else a new one by `aisle keys create`. */
export async function signingKey(home: string): Promise<StackKey> {
  const file = join(home, 'signing-key.pem')
  const command = existsSync(file) ? ['show', file] : ['create', '--out', file]
  const told = await run([aisle, 'keys', ...command, '--json'])
  const { publicKey } = z.object({ publicKey: z.string() }).parse(JSON.parse(told))
  return { file, publicKey }
}

/** `aisle publish`: release directory, signed, to the Worker's R2; the channel moves. */
export const publishRelease = (
  release: string,
  { worker }: Pick<Addresses, 'worker'>,
  { file }: Pick<StackKey, 'file'>,
  show = false,
): Promise<string> =>
  run(
    [aisle, 'publish', '--release', release, '--message', 'Published by the local stack'],
    { AISLE_WORKER_URL: worker, AISLE_ADMIN_TOKEN: LOCAL_TOKENS.release, AISLE_SIGNING_KEY: file },
    show,
  )

/** Makes a release that is only on trial stable, so that whoever opens the shop sees it: `aisle promote`. */
export async function promoteCanary({ worker }: Pick<Addresses, 'worker'>, show = false): Promise<void> {
  const env = { AISLE_WORKER_URL: worker, AISLE_ADMIN_TOKEN: LOCAL_TOKENS.release }
  const { channel } = z
    .object({ channel: channelSchema })
    .parse(JSON.parse(await run([aisle, 'status', '--json'], env)))
  if (channel.canary === null) return
  await run([aisle, 'promote', '--message', 'Served to everybody by the local stack'], env, show)
}
