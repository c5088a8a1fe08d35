/**
 * @module The OpenAPI 3.1 description, generated from the schemas that check requests and answers.
 */
import { z } from 'zod'
import { PREVIEW_HEADER, PREVIEW_PARAMETER } from '../contract/preview.ts'
import { named, type Operation, operations } from './operations.ts'

type Io = 'input' | 'output'

/** @returns the description as a JSON value */
export function openApiDocument(described: readonly Operation[] = operations) {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of described) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  const schemas = Object.fromEntries(
    Object.entries(named).map(([name, schema]) => [name, jsonSchema(schema, ioOf(name))]),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Aisle',
      version: '1',
      description:
        'Recommendations computed at the edge. Without `consent` nothing is kept of a visitor and everybody gets the stable release.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas, parameters: PREVIEW_PARAMETERS },
  }
}

/** The two ways to carry a preview's token; where both are there, the header counts. */
const PREVIEW_PARAMETERS = {
  PreviewHeader: previewParameter(PREVIEW_HEADER, 'header'),
  PreviewQuery: previewParameter(PREVIEW_PARAMETER, 'query'),
}
const PREVIEW_REFERENCES = Object.keys(PREVIEW_PARAMETERS).map((name) => ({
  $ref: `#/components/parameters/${name}`,
}))

function previewParameter(name: string, where: 'header' | 'query'): object {
  return {
    name,
    in: where,
    required: false,
    description:
      'A token of `aisle preview`: the answer is that of its release, in arm `preview`, and nothing is counted.',
    schema: { type: 'string' },
  }
}

/** A request may leave out what has a default; an answer never does. */
const ioOf = (name: string): Io => (name.endsWith('Request') ? 'input' : 'output')

function describe({ method, path, summary, body, query, takesPreview, answers }: Operation): object {
  const parameters = [...(query ? parametersOf(query) : []), ...(takesPreview ? PREVIEW_REFERENCES : [])]
  const words = `${method} ${path}`.split(/[^a-z]+/).filter((word) => word !== '')
  return {
    operationId: words.map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join(''),
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: refer(body, 'input') } } },
    }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, { description, content }]) => [
        status,
        {
          description,
          content: Object.fromEntries(
            Object.entries(content).map(([type, schema]) => [type, { schema: refer(schema, 'output') }]),
          ),
        },
      ]),
    ),
  }
}

function parametersOf(query: z.ZodObject): object[] {
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: jsonSchema(z.object({ [name]: schema }), 'input').properties?.[name] ?? {},
  }))
}

/** A schema by its name where it has one. */
function refer(schema: z.ZodType, io: Io): object {
  if (schema instanceof z.ZodUnion) {
    return { anyOf: schema.options.map((option) => (option instanceof z.ZodType ? refer(option, io) : {})) }
  }
  const name = Object.entries(named).find(([, known]) => known === schema)?.[0]
  return name === undefined ? jsonSchema(schema, io) : { $ref: `#/components/schemas/${name}` }
}

function jsonSchema(schema: z.ZodType, io: Io) {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return plain
}
