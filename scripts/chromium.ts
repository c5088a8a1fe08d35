/**
 * @module Finds a Chromium for the browser tests, and where there is none installs Debian's when it may.
 * Run directly it prints the path: `node scripts/chromium.ts`
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const find = (): string | undefined =>
  [...places, chromium.executablePath()].find((path) => path && existsSync(path))

/**
 * Path of a Chromium or Chrome.
 * @throws Error saying how to install one where none is found and none can be installed
 */
export function chromiumPath(): string {
  const found = find()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Installing Chromium with apt-get for the browser tests …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
      execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', env })
    } catch {
      console.error('apt-get could not install it.')
    }
    const installed = find()
    if (installed !== undefined) return installed
  }
  throw new Error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium; ' +
      'elsewhere: npx playwright-core install chromium) or set CHROMIUM_PATH.',
  )
}

if (import.meta.main) {
  try {
    console.log(chromiumPath())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
