/**
 * @module GET /openapi.json, what the Worker answers, for tools and people.
 */
import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { allowOnly } from '../http/problem.ts'

export const openApiRoute = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { openApiDocument } = await import('../openapi/document.ts')
    c.header('Cache-Control', 'public, max-age=3600')
    c.header('Access-Control-Allow-Origin', '*')
    return c.json(openApiDocument())
  })
  .all('/', allowOnly('GET', 'HEAD'))
