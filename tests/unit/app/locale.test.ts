import { describe, expect, it } from 'vitest'
import { isCountry, isLanguage, localeOf } from '../../../app/lib/locale.ts'

describe('country and language', () => {
  it.each([
    ['EN', 'US', 'en-US'],
    ['DE', 'AT', 'de-AT'],
    ['PT_BR', 'US', 'pt-BR'],
  ])('%s in %s is %s', (language, country, locale) => {
    expect(localeOf({ language, country })).toBe(locale)
    expect(Intl.getCanonicalLocales(locale)).toEqual([locale])
  })

  it('are told from what is none', () => {
    expect(['US', 'DE', 'us', 'USA', 'X1', '', 7].filter(isCountry)).toEqual(['US', 'DE'])
    expect(['EN', 'PT_BR', 'en', 'EN-US', 'QQ', '', null].filter(isLanguage)).toEqual(['EN', 'PT_BR'])
  })
})
