/**
 * @module The strictness that citty leaves out: unknown options, options without a value and stray words are errors,
 * and values are checked with zod.
 */
import { describeIssues } from '@aisle/edge-model/contract'
import type { ArgsDef } from 'citty'
import { z } from 'zod'
import { CliError, UsageError } from './errors.ts'

/**
 * Checks a command's raw arguments against its definition.
 * @param many whether the last positional argument may be repeated
 * @throws UsageError naming the first argument that does not fit
 */
export function checkArguments(rawArgs: readonly string[], args: ArgsDef, many: boolean): void {
  const positional = Object.values(args).filter((arg) => arg.type === 'positional').length
  let words = 0
  for (let i = 0; i < rawArgs.length; i++) {
    const raw = rawArgs[i] ?? ''
    if (raw === '--') return
    if (!raw.startsWith('-') || raw === '-') {
      words += 1
      if (words > positional && !many) throw new UsageError(`Unexpected argument "${raw}".`)
      continue
    }
    const [flag = '', value] = raw.split(/=(.*)/s, 2)
    const arg = findFlag(flag, args)
    if (arg === undefined) throw new UsageError(`Unknown option ${flag}.`)
    if (arg.type === 'boolean') continue
    const given = value ?? rawArgs[++i]
    if (given === undefined || given === '' || (value === undefined && /^-\D/.test(given))) {
      throw new UsageError(`Option ${flag} needs a value.`)
    }
  }
}

function findFlag(flag: string, args: ArgsDef): ArgsDef[string] | undefined {
  for (const [name, arg] of Object.entries(args)) {
    if (arg.type === 'positional') continue
    const alias = 'alias' in arg ? [arg.alias ?? []].flat() : []
    if (flag === `--${name}` || alias.some((short) => flag === `-${short}`)) return arg
    if (arg.type === 'boolean' && flag === `--no-${name}`) return arg
  }
  return undefined
}

/**
 * Reads a command's options through a zod schema; issues name the option.
 * @throws UsageError
 */
export function readFlags<S extends z.ZodType>(schema: S, args: unknown): z.output<S> {
  const parsed = schema.safeParse(args)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const option = issue?.path.length ? `--${issue.path.join('.')}: ` : ''
  throw new UsageError(`${option}${issue?.message ?? 'not valid'}.`)
}

/**
 * Reads environment variables through a zod schema. An empty variable counts as unset.
 * @throws CliError naming the variable
 */
export function readEnvironment<S extends z.ZodType>(schema: S): z.output<S> {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (parsed.success) return parsed.data
  throw new CliError(`The environment is not valid: ${describeIssues(parsed.error)}.`)
}

/** An option that is a whole number within bounds. */
export function wholeNumber(min: number, max: number) {
  const message = `expected a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^-?\d+$/, message)
    .transform(Number)
    .pipe(z.int(message).min(min, message).max(max, message))
}

/** An option that is a day (2011-11-09, its first moment in UTC) or an ISO date-time, read as unix seconds. */
export const instant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'expected a day as 2011-11-09 or an ISO date-time')
  .transform((text) => Date.parse(text) / 1000)

/** An address that a token is sent to: https, or http on this machine. */
export const secureUrl = (example: string) =>
  z.url({ error: `expected an address such as ${example}`, abort: true }).refine((text) => {
    const { protocol, hostname } = new URL(text)
    return protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.includes(hostname))
  }, 'expected https (http only for localhost), since a token is sent there')

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']
