import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import packageJson from '../../../training/package.json' with { type: 'json' }
import { createSigningKey } from '../../../training/publish/signing-key.ts'
import { aisle } from './aisle-process.ts'
import { fileOf, scratch } from './dataset-support.ts'
import { adminServer, releaseIn } from './publish-support.ts'

// Each run is a process of its own; a busy machine may need seconds to start one.
vi.setConfig({ testTimeout: 60_000 })

const EVENTS = 'SessionId\tItemId\tTime\na\t1\t1592337718\na\t2\t1592337720\nb\t1\tnever\n'
const partsSchema = z.object({
  parts: z.array(z.object({ lines: z.number(), leftOut: z.array(z.unknown()) })),
})

describe('aisle import', () => {
  it('prints what it took and what it left and why', async () => {
    const { code, stdout, stderr } = await aisle(['import', fileOf(EVENTS, 'views.tsv'), '--into', scratch()])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/views\.tsv: events\n/)
    expect(stdout).toMatch(/lines read +3\n +sessions +1\n +events +2 +0 of them purchases\n +products +2\n/)
    expect(stdout).toMatch(/window +2020-06-16 to 2020-06-16/)
    expect(stdout).toMatch(/left out +1 +malformed: not a time \(line 4\)/)
  })

  it('prints one JSON object with --json', async () => {
    const { stdout } = await aisle(['import', fileOf(EVENTS), fileOf('1 2\n'), '--json', '--into', scratch()])
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(partsSchema.parse(JSON.parse(stdout)).parts).toEqual([
      { lines: 3, leftOut: [{ reason: 'bad_time', lines: 1, example: 4 }] },
      { lines: 1, leftOut: [] },
    ])
  })

  it('fails with one line and makes nothing', async () => {
    const into = join(scratch(), 'data')
    const { code, stdout, stderr } = await aisle(['import', '/no/such/file', '--into', into])
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'aisle: There is no file /no/such/file.\n',
    })
    expect(existsSync(into)).toBe(false)
  })

  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'an unknown option',
      ['f', '--into', 'd', '--jsn'],
      {},
      /^aisle: Unknown option --jsn\. See aisle import --help\.\n$/,
    ],
    ['an option without a value', ['f', '--into', '--json'], {}, /Option --into needs a value/],
    ['an option at the end without its value', ['f', '--into'], {}, /Option --into needs a value/],
    ['no file', ['--into', 'd'], {}, /Missing required positional argument: FILE/],
    ['no directory', ['f'], {}, /Missing required argument: --into/],
    [
      'an unknown format',
      ['f', '--into', 'd', '--format', 'xls'],
      {},
      /Invalid value for argument: --format \(xls\)/,
    ],
    [
      'a token on the command line',
      ['f', '--into', 'd', '--admin-token', 't'],
      {},
      /Unknown option --admin-token/,
    ],
    ['a shop without a token', ['f', '--into', 'd', '--shop-url', 'http://localhost:4100'], {}, /needs both/],
    [
      'a shop with an id and no secret',
      ['f', '--into', 'd', '--shop-url', 'http://localhost:4100'],
      { SHOPIFY_CLIENT_ID: 'id' },
      /SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET/,
    ],
    [
      'a token in the clear',
      ['f', '--into', 'd', '--shop-url', 'http://shop.test'],
      { SHOPIFY_ADMIN_TOKEN: 't' },
      /--shop-url: expected https/,
    ],
  ])('refuses %s with exit code 2', async (_, args, env, message) => {
    const { code, stdout, stderr } = await aisle(['import', ...args], env)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  it('names a variable of the environment that is not valid', async () => {
    const { code, stderr } = await aisle(['import', 'f', '--into', 'd'], { SHOPIFY_SHOP_URL: 'my-shop' })
    expect(code).toBe(1)
    expect(stderr).toMatch(/environment is not valid: SHOPIFY_SHOP_URL: expected an address/)
  })
})

describe('aisle publish', () => {
  it('prints each step and the release, or one JSON object', async () => {
    const server = await adminServer()
    const { dir } = releaseIn()
    const key = join(scratch(), 'key.pem')
    await createSigningKey(key)
    const env = { AISLE_WORKER_URL: server.origin, AISLE_ADMIN_TOKEN: 'secret', AISLE_SIGNING_KEY: key }
    const publish = ['publish', '--release', dir, '--message', 'first']
    const first = await aisle(publish, env)
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toMatch(/weights\.bin {2}200\.0 kB {2}uploaded/)
    const [, name] = /serves it now: channel demo, seq 1, release ([0-9a-f]{64})/.exec(first.stdout) ?? []
    const again = await aisle([...publish, '--json'], env)
    expect(JSON.parse(again.stdout)).toMatchObject({
      shop: 'demo',
      release: name,
      seq: 1,
      moved: false,
      uploadedBytes: 0,
    })
  })

  it('says what is missing', async () => {
    const { dir } = releaseIn()
    const publish = ['publish', '--release', dir, '--message', 'first']
    expect(await aisle(publish)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--worker URL, or AISLE_WORKER_URL/),
    })
    expect(await aisle([...publish, '--worker', 'http://localhost:1'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--token, or AISLE_ADMIN_TOKEN/),
    })
  })
})

describe('aisle', () => {
  it('helps with examples, without colours in a file', async () => {
    const main = await aisle(['--help'])
    expect(main.stdout).toMatch(/import .*\n.*train .*\n.*sync .*\n.*evaluate .*\n.*publish /)
    const help = await aisle(['import', '--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toMatch(/USAGE aisle import.*EXAMPLES.*aisle import orders\.csv/s)
    expect(help.stdout).not.toContain('\u001b')
  })

  it('tells the version of its package', async () => {
    const { stdout } = await aisle(['--version'])
    expect(stdout).toBe(`${packageJson.version}\n`)
  })

  it('refuses an unknown command', async () => {
    expect(await aisle(['sell'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no command "sell"/),
    })
  })
})
