#!/usr/bin/env node
/**
 * @module The command line `aisle`. A command is loaded only when asked for.
 *
 *     npm run aisle -- --help
 *     npm run aisle -- import orders.csv --into .aisle/data
 */
import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, type CommandDef, runCommand } from 'citty'
import packageJson from '../package.json' with { type: 'json' }
import { explain, UsageError } from './errors.ts'
import { checkArguments } from './flags.ts'
import { renderExamples, renderHelp, takesMany } from './help.ts'
import { table } from './output.ts'

interface Command {
  description: string
  help(): Promise<string>
  run(rawArgs: string[]): Promise<void>
}

function command<T extends ArgsDef>(
  description: string,
  load: () => Promise<{ default: CommandDef<T> }>,
): Command {
  return {
    description,
    help: async () => renderHelp((await load()).default),
    async run(rawArgs) {
      const { default: definition } = await load()
      const args = typeof definition.args === 'function' ? definition.args() : definition.args
      checkArguments(rawArgs, (await args) ?? {}, takesMany(definition))
      await runCommand(definition, { rawArgs })
    },
  }
}

const moves = [
  ['promote', 'Make the canary stable, for everybody'],
  ['rollback', 'Drop the canary, or return to the release before'],
  ['pause', 'Leave the canary where it is'],
  ['resume', 'Let the controller go on with the canary'],
  ['ramp', 'Give the canary another step of its plan'],
  ['pin', 'Tie a storefront build to a release'],
  ['unpin', 'Let a storefront build follow the channel again'],
  ['holdout', 'Set the share of visitors without recommendations'],
] as const

const commands = new Map<string, Command>([
  ['import', command('Read order history and sessions into a dataset', () => import('./import.ts'))],
  ['train', command('Learn a model from a dataset and export it', () => import('./train.ts'))],
  ['sync', command('Give new products and sessions their place in a release', () => import('./sync.ts'))],
  ['evaluate', command('Train on one file, measure on another', () => import('./evaluate.ts'))],
  ['publish', command('Sign a release, send it to the Worker and serve it', () => import('./publish.ts'))],
  ['status', command('Tell what is served, and what the evidence says', () => import('./status.ts'))],
  ['history', command('Tell who moved the channel, to what, when and why', () => import('./history.ts'))],
  ...moves.map(([name, description]): [string, Command] => [
    name,
    command(description, async () => ({ default: (await import('./moves.ts'))[name] })),
  ]),
  ['preview', command('Make a token that shows a release', () => import('./preview.ts'))],
  ['keys create', command('Make the key that signs releases', () => import('./keys-create.ts'))],
  ['keys show', command('Print the public half of a key', () => import('./keys-show.ts'))],
])

const mainHelp = (): string =>
  [
    "aisle turns a shop's orders into recommendations served at the edge.",
    'USAGE  aisle COMMAND [OPTIONS]',
    table([...commands].map(([name, { description }]) => [`  ${name}`, description])),
    'aisle COMMAND --help says more about a command.',
    renderExamples([
      { does: 'Read an orders export of Shopify', run: 'aisle import orders.csv --into .aisle/data' },
      { does: 'Learn from it', run: 'aisle train --data .aisle/data --out .aisle/release' },
      {
        does: 'Serve the result',
        run: 'aisle publish --release .aisle/release --worker http://localhost:4200 --message "First model"',
      },
    ]),
  ].join('\n\n')

/** citty colours its help even where it goes into a file. */
function printHelp(text: string): void {
  console.log(process.stdout.isTTY ? text : stripVTControlCharacters(text))
}

/** A command's name has one word or two. */
function splitName([first, second, ...others]: string[]): [string | undefined, string[]] {
  const both = `${first} ${second}`
  if (commands.has(both)) return [both, others]
  return [first, second === undefined ? [] : [second, ...others]]
}

async function main(rawArgs: string[]): Promise<void> {
  const [name, rest] = splitName(rawArgs)
  if (name === undefined || name === '--help' || name === '-h') return console.log(mainHelp())
  if (name === '--version' || name === '-v') return console.log(packageJson.version)
  const chosen = commands.get(name)
  if (chosen === undefined) {
    throw new UsageError(`There is no command "${name}". Commands: ${[...commands.keys()].join(', ')}.`)
  }
  if (rest.includes('--help') || rest.includes('-h')) return printHelp(await chosen.help())
  try {
    await chosen.run(rest)
  } catch (error) {
    // citty's own errors, a missing argument or a value outside an enum, are told by their name alone.
    const isUsage = error instanceof Error && (error instanceof UsageError || error.name === 'CLIError')
    if (!isUsage) throw error
    const fault = stripVTControlCharacters(error.message).replace(/\.?$/, '.')
    throw new UsageError(`${fault} See aisle ${name} --help.`)
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const { text, exitCode } = explain(error)
  console.error(text)
  process.exitCode = exitCode
}
