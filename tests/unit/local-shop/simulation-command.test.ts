/**
 * @module `node local-shop/simulate.ts` as a person or a script runs it.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'aisle-simulate-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const script = join(import.meta.dirname, '../../../local-shop/simulate.ts')
const run = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
const figures = z.record(z.string(), z.union([z.number(), z.string()]))
const small = ['--sessions', '300', '--days', '40']
const read = (name: string, file: string): string => readFileSync(join(directory, name, file), 'utf8')

describe('simulate.ts', { timeout: 60_000 }, () => {
  it('writes both files, the same for the same seed, and says what they hold', () => {
    const first = run('--out', join(directory, 'a'), ...small, '--json')
    expect(first.stderr).toBe('')
    const told = figures.parse(JSON.parse(first.stdout))
    expect(readdirSync(join(directory, 'a')).sort()).toEqual(['orders.csv', 'sessions.tsv'])
    const views = read('a', 'sessions.tsv').trimEnd().split('\n').slice(1)
    expect(told).toMatchObject({ seed: 7, sessions: 300, days: 40, events: views.length })
    expect(new Set(views.map((view) => view.split('\t')[0])).size).toBe(300)

    run('--out', join(directory, 'b'), ...small)
    run('--out', join(directory, 'c'), ...small, '--seed', '8')
    for (const file of ['orders.csv', 'sessions.tsv']) {
      expect(read('b', file)).toBe(read('a', file))
      expect(read('c', file)).not.toBe(read('a', file))
    }
  })

  it('tells people in words', () => {
    const { stdout } = run('--out', join(directory, 'a'), ...small)
    expect(stdout).toMatch(/sessions\.tsv: 300 sessions, [\d,]+ product views/)
    expect(stdout).toMatch(/orders\.csv: \d+ orders of \d+ customers, \d+ lines, \$[\d,.]+ revenue/)
    expect(run('--help').stdout).toContain('Examples')
  })

  it.each([
    [[], /--out: is missing/],
    [['--out', 'x', '--seed', 'seven'], /--seed: expected a whole number/],
    [['--out', 'x', '--sessions', '0'], /--sessions: /],
    [['--out', 'x', '--until', '2026-02-30'], /--until: /],
    [['--out', 'x', '--days', '99999'], /--days: /],
    [['--out', 'x', '--until', '1999-01-01'], /No product .* is published/],
    [['--out', 'x', '--sedd', '7'], /--sedd/],
  ])('refuses %j and writes nothing', (args, message) => {
    const inside = args.map((arg) => (arg === 'x' ? join(directory, 'x') : arg))
    const { status, stdout, stderr } = run(...inside)
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(readdirSync(directory)).toEqual([])
  })

  it('leaves an older history alone where it cannot write', () => {
    writeFileSync(join(directory, 'file'), 'something else')
    const { status, stderr } = run('--out', join(directory, 'file'), ...small)
    expect(status).toBe(1)
    expect(stderr).toContain('simulate: ')
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('something else')
  })
})
