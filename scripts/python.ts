/**
 * @module Python environments for what is checked or compared in Python: a virtual environment below .aisle/python with
 * exactly the packages of a requirements.txt. It is kept, so that only the first run installs.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HOME = join(import.meta.dirname, '../.aisle/python')

/**
 * Path of a Python that has the packages.
 * @param name of the environment
 * @param requirements path of a requirements.txt, every package with its version
 * @throws Error in one sentence where there is no Python or a package can't be installed
 */
export function pythonWith(name: string, requirements: string): string {
  const home = join(HOME, name)
  const python = join(home, 'bin/python')
  const wanted = readFileSync(requirements, 'utf8')
  // Written last, so that an installation that was cut short is not taken for a whole one.
  const installed = join(home, 'installed.txt')
  if (existsSync(python) && existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python

  console.error(`Installing Python packages for ${name} into ${home} …`)
  mkdirSync(HOME, { recursive: true })
  createEnvironment(home)
  const error = attempt(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-input',
    '--disable-pip-version-check',
    '--requirement',
    requirements,
  ])
  if (error !== undefined) throw new Error(`pip could not install ${requirements}: ${error}`)
  writeFileSync(installed, wanted)
  return python
}

/** Debian has `python3 -m venv` in a package of its own, python3-venv. */
function createEnvironment(home: string): void {
  const create = (): string | undefined => {
    rmSync(home, { recursive: true, force: true })
    return attempt('python3', ['-m', 'venv', home])
  }
  let error = create()
  if (error !== undefined && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Installing python3-venv with apt-get …')
    error =
      attempt('apt-get', ['update', '-qq']) ?? attempt('apt-get', ['install', '-y', '-qq', 'python3-venv'])
    error ??= create()
  }
  if (error !== undefined) {
    throw new Error(
      `There is no Python 3 that can make a virtual environment (Debian: apt-get install python3-venv): ${error}`,
    )
  }
}

/** Runs a program silently. @returns what it said last if it failed */
function attempt(program: string, args: readonly string[]): string | undefined {
  try {
    execFileSync(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return undefined
  } catch (error) {
    if (!(error instanceof Error)) return String(error)
    const said = 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : ''
    return said || error.message
  }
}
