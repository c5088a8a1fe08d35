/**
 * @module `npm run client`: the client as one ES module, to be copied into any storefront.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')

/** Writes the client below `directory`. @returns the file's path */
export async function buildClient(directory = join(root, 'client/dist')): Promise<string> {
  const outfile = join(directory, 'aisle.js')
  await build({
    entryPoints: [join(root, 'client/aisle.ts')],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  })
  return outfile
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(`Wrote ${await buildClient()}`)
