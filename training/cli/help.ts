/**
 * @module Help with examples, which citty's help lacks.
 */
import { type ArgsDef, type CommandDef, renderUsage } from 'citty'

export interface Example {
  does: string
  run: string
}

interface Extras {
  examples: readonly Example[]
  /** The last positional argument may be given more than once. */
  many: boolean
}

/** What citty's definition of a command has no place for, by command. */
const extras = new WeakMap<object, Extras>()

/** Adds examples to a command: `export default withHelp(defineCommand({…}), [{ does: '…', run: 'aisle …' }])`. */
export function withHelp<T extends ArgsDef>(
  command: CommandDef<T>,
  examples: readonly Example[],
  { many = false } = {},
): CommandDef<T> {
  extras.set(command, { examples, many })
  return command
}

/** Whether the command's last positional argument may be repeated. */
export const takesMany = (command: object): boolean => extras.get(command)?.many ?? false

/** Examples as a section of a help text. */
export function renderExamples(examples: readonly Example[]): string {
  return ['EXAMPLES', ...examples.map(({ does, run }) => `  ${does}\n    ${run}`)].join('\n\n')
}

/** The text of `aisle COMMAND --help`. */
export async function renderHelp<T extends ArgsDef>(command: CommandDef<T>): Promise<string> {
  const usage = await renderUsage(command, { meta: { name: 'aisle' } })
  const examples = extras.get(command)?.examples ?? []
  return examples.length === 0 ? usage : `${usage.trimEnd()}\n\n${renderExamples(examples)}`
}
