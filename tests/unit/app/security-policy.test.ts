import { expect, it } from 'vitest'
import { parseEnv } from '../../../app/lib/env.ts'
import { securityPolicy } from '../../../app/lib/security-policy.ts'

const env = parseEnv({
  PUBLIC_STORE_DOMAIN: 'http://localhost:4100',
  PUBLIC_STOREFRONT_API_TOKEN: '0'.repeat(32),
  SESSION_SECRET: 'a secret of some length',
})

const directive = (name: string): string[] => {
  const found = securityPolicy(env)
    .header.split(';')
    .map((text) => text.trim().split(' '))
    .find(([first]) => first === name)
  return found?.slice(1) ?? []
}

it('lets descriptions show pictures and videos, and nobody else’s scripts run', () => {
  expect(directive('img-src')).toEqual(expect.arrayContaining(['https:', 'data:', 'http://localhost:4100']))
  expect(directive('frame-src')).toEqual(
    expect.arrayContaining(['https://www.youtube.com', 'https://player.vimeo.com']),
  )
  expect(directive('frame-src')).not.toContain('https:')
  expect(directive('script-src').join(' ')).not.toContain('youtube')
  expect(directive('object-src')).toEqual(["'none'"])
})
