/**
 * @module Starts the three services of the local stack as processes of their own, each once it answers, and stops them.
 * The demo and the browser tests use the same functions, so what is tested is what a newcomer runs.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LOCAL_TOKENS } from './tokens.ts'

const root = join(import.meta.dirname, '../..')

/** How long a service may take until it answers, in milliseconds. */
const START_LIMIT = 60_000

/** The version that the storefront's Hydrogen speaks. */
const STOREFRONT_API = '2026-04'

export interface Service {
  name: string
  url: string
  /** Leader of the process group that the service runs in. */
  pid: number
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>
}

export interface Ports {
  shop: number
  worker: number
  storefront: number
}

/** Fails with one clear sentence when somebody already listens on the port. */
async function assertFree(name: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () =>
      reject(new Error(`Port ${port} is taken, the ${name} can't start. Free it, or choose another port.`)),
    )
    probe.listen(port, () => probe.close(() => resolve()))
  })
}

/** `count` ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, () => resolve()))
      return server
    }),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

interface Start {
  name: string
  port: number
  args: string[]
  env?: Record<string, string>
  /** Directory for the service's log. */
  logs: string
  /** Path that answers once the service is up, whatever the status. */
  readyPath: string
}

async function start({ name, port, args, env, logs, readyPath }: Start): Promise<Service> {
  await assertFree(name, port)
  mkdirSync(logs, { recursive: true })
  const logFile = join(logs, `${name.replaceAll(' ', '-')}.log`)
  const log = createWriteStream(logFile)
  // A process group of its own: wrangler and vite start children that must end with them.
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    detached: true,
  })
  child.stdout.pipe(log)
  child.stderr.pipe(log)
  const url = `http://localhost:${port}`
  const stop = () => end(child)
  process.once('exit', () => signal(child, 'SIGKILL'))

  const deadline = Date.now() + START_LIMIT
  while (!(await answers(`${url}${readyPath}`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-15).join('\n')
      throw new Error(`The ${name} did not start. The end of ${logFile}:\n${tail}`)
    }
    await sleep(100)
  }
  return { name, url, pid: child.pid ?? 0, stop }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(5_000) })
    return true
  } catch {
    return false
  }
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, name)
  } catch {
    // The group has ended already.
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  signal(child, 'SIGTERM')
  await Promise.race([gone, sleep(5_000, undefined, { ref: false })])
  signal(child, 'SIGKILL')
  await gone
}

/** Shopify's Storefront and Admin API for the demo catalog. */
export const startShop = (ports: Ports, logs: string): Promise<Service> =>
  start({
    name: 'local shop',
    port: ports.shop,
    args: ['local-shop/serve.ts', '--port', String(ports.shop)],
    logs,
    readyPath: '/',
  })

/** The shop that the Worker reads products from. */
const storefrontAccess = (shop: number): string[] => [
  ...['--var', `STOREFRONT_API_URL:http://localhost:${shop}/api/${STOREFRONT_API}/graphql.json`],
  ...['--var', `STOREFRONT_API_TOKEN:${LOCAL_TOKENS.storefront}`],
]

/** The Worker in workerd, its R2 bucket below `state`; it serves what the key has signed. */
export const startWorker = (
  ports: Pick<Ports, 'worker' | 'storefront'> & Partial<Pick<Ports, 'shop'>>,
  { publicKey }: { publicKey: string },
  state: string,
  logs: string,
): Promise<Service> =>
  start({
    name: 'worker',
    port: ports.worker,
    args: [
      'node_modules/wrangler/bin/wrangler.js',
      'dev',
      ...['--port', String(ports.worker), '--inspector-port', '0', '--persist-to', state],
      ...['--var', `ADMIN_TOKEN:${LOCAL_TOKENS.release}`],
      ...['--var', `RELEASE_KEYS:${publicKey}`],
      ...(ports.shop === undefined ? [] : storefrontAccess(ports.shop)),
      ...['--var', `ALLOWED_ORIGINS:http://localhost:${ports.storefront}`],
      '--show-interactive-dev-session=false',
    ],
    env: { WRANGLER_SEND_METRICS: 'false', CI: 'true' },
    logs,
    readyPath: '/health',
  })

/** The built storefront in Oxygen's runtime. */
export const startStorefront = (ports: Ports, logs: string): Promise<Service> =>
  start({
    name: 'storefront',
    port: ports.storefront,
    args: ['node_modules/vite/bin/vite.js', 'preview', '--port', String(ports.storefront), '--strictPort'],
    env: {
      PUBLIC_STORE_DOMAIN: `http://localhost:${ports.shop}`,
      PUBLIC_STOREFRONT_API_TOKEN: LOCAL_TOKENS.storefront,
      SESSION_SECRET: LOCAL_TOKENS.session,
      RECOMMENDATIONS_URL: `http://localhost:${ports.worker}`,
    },
    logs,
    readyPath: '/robots.txt',
  })

/** As the cron trigger in wrangler.toml; wrangler dev fires none by itself. */
const CONTROLLER_EVERY_MS = 5 * 60_000

/** Runs the Worker's controller from time to time, for as long as this process lasts. A run that fails is in the log. */
export function runController(worker: Pick<Service, 'url'>): void {
  const run = () => fetch(`${worker.url}/cdn-cgi/handler/scheduled`).catch(() => undefined)
  setInterval(run, CONTROLLER_EVERY_MS).unref()
}
