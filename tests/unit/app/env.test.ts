import { describe, expect, it } from 'vitest'
import { EnvError, hasCustomerAccounts, parseEnv, storeHost, storeOrigin } from '../../../app/lib/env.ts'

const whole = {
  PUBLIC_STORE_DOMAIN: 'oat.myshopify.com',
  PUBLIC_STOREFRONT_API_TOKEN: '0'.repeat(32),
  SESSION_SECRET: 'a secret of some length',
}

const problemsOf = (env: object): string[] => {
  try {
    parseEnv(env)
  } catch (error) {
    if (error instanceof EnvError) return error.problems
    throw error
  }
  return []
}

describe('the environment', () => {
  it('is whole with three variables; the rest is empty', () => {
    const env = parseEnv({ ...whole, UNRELATED: 'x' })
    expect(env).toMatchObject({ ...whole, RECOMMENDATIONS_URL: '', SHOP_ID: '' })
    expect(env).toMatchObject({ PUBLIC_STORE_COUNTRY: 'US', PUBLIC_STORE_LANGUAGE: 'EN' })
    expect(env).not.toHaveProperty('UNRELATED')
  })

  it.each(Object.keys(whole))('says that %s is missing', (name) => {
    expect(problemsOf({ ...whole, [name]: undefined })[0]).toContain(name)
    const rest = Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name))
    expect(problemsOf(rest)).toEqual([`${name} is missing`])
  })

  it('takes the shop’s market as Shopify names it', () => {
    const market = { PUBLIC_STORE_COUNTRY: 'BR', PUBLIC_STORE_LANGUAGE: 'PT_BR' }
    expect(parseEnv({ ...whole, ...market })).toMatchObject(market)
    expect(problemsOf({ ...whole, PUBLIC_STORE_COUNTRY: 'Brazil', PUBLIC_STORE_LANGUAGE: 'pt-BR' })).toEqual([
      expect.stringContaining('PUBLIC_STORE_COUNTRY: expected two capital letters'),
      expect.stringContaining('PUBLIC_STORE_LANGUAGE: expected a language as Shopify names it'),
    ])
  })

  it('says what is wrong without telling the value', () => {
    const problems = problemsOf({ ...whole, SESSION_SECRET: 'hunter2', RECOMMENDATIONS_URL: 'nowhere' })
    expect(problems).toHaveLength(2)
    expect(problems.join()).toContain('SESSION_SECRET: expected at least 16 characters')
    expect(problems.join()).toContain('RECOMMENDATIONS_URL')
    expect(problems.join()).not.toContain('hunter2')
  })
})

describe('the store', () => {
  it.each([
    ['oat.myshopify.com', 'oat.myshopify.com', 'https://oat.myshopify.com'],
    ['https://oat.myshopify.com/', 'oat.myshopify.com', 'https://oat.myshopify.com'],
    ['http://localhost:4100', 'localhost:4100', 'http://localhost:4100'],
  ])('%s has a host and an origin', (domain, host, origin) => {
    expect(storeHost({ PUBLIC_STORE_DOMAIN: domain })).toBe(host)
    expect(storeOrigin({ PUBLIC_STORE_DOMAIN: domain })).toBe(origin)
  })

  it('has customer accounts only with both names', () => {
    const names = { PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID: 'shp_1', SHOP_ID: '1' }
    expect(hasCustomerAccounts(names)).toBe(true)
    expect(hasCustomerAccounts({ ...names, SHOP_ID: '' })).toBe(false)
    expect(hasCustomerAccounts({ ...names, PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID: '' })).toBe(false)
  })
})
