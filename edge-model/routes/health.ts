/**
 * @module GET /health
 */
import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { allowOnly } from '../http/problem.ts'

export const healthRoute = new Hono<AppEnv>()
  .get('/', async (c) => {
    const health = await c.var.keeper.health()
    c.header('Cache-Control', 'no-store')
    return c.json(health, health.status === 'empty' ? 503 : 200)
  })
  .all('/', allowOnly('GET', 'HEAD'))
