/**
 * @module Builds the storefront for Oxygen and serves the build in Oxygen's runtime (`vite preview`).
 */
import { readFileSync } from 'node:fs'
import { parseTheme } from '@aisle/edge-model/contract'
import { reactRouter } from '@react-router/dev/vite'
import { hydrogen } from '@shopify/hydrogen/vite'
import { oxygen } from '@shopify/mini-oxygen/vite'
import { defineConfig, loadEnv, type Plugin } from 'vite'
import { ENV_NAMES } from './app/lib/env.ts'
import { buildId } from './scripts/build-id.ts'

// A theme that the storefront could not show fails the build.
parseTheme(JSON.parse(readFileSync(`${import.meta.dirname}/theme.json`, 'utf8')))

/** What the shop needs from .env files and the process, and nothing else of this machine. */
function storefrontEnv(mode: string): Record<string, string> {
  const all = loadEnv(mode, import.meta.dirname, '')
  return Object.fromEntries(ENV_NAMES.flatMap((name) => (all[name] ? [[name, all[name]]] : [])))
}

/** The preview's compression would hold a page back until its last shelf is there; Oxygen streams. */
const streamPreview: Plugin = {
  name: 'stream-preview',
  configurePreviewServer(server) {
    server.middlewares.use((request, _response, next) => {
      request.headers['accept-encoding'] = 'identity'
      next()
    })
  },
}

export default defineConfig(({ mode }) => ({
  plugins: [hydrogen(), oxygen({ env: storefrontEnv(mode) }), reactRouter(), streamPreview],
  define: { 'process.env.AISLE_BUILD_ID': JSON.stringify(buildId()) },
  resolve: { alias: { '~': `${import.meta.dirname}/app` } },
  // The content security policy allows no data: fonts or scripts.
  build: { assetsInlineLimit: 0 },
}))
