import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, it } from 'vitest'
import { openApiDocument } from '../../../edge-model/openapi/document.ts'

const plain = (): Record<string, unknown> => JSON.parse(JSON.stringify(openApiDocument()))

it('is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate(plain())
  expect(result).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
})

it('would not be valid without what OpenAPI asks for', async () => {
  const { info: _, ...rest } = plain()
  expect(await new Validator().validate(rest)).toMatchObject({ valid: false })
})

it('says of a request what may be left out, and of an answer what is always there', () => {
  const { schemas } = openApiDocument().components
  expect(schemas.RecommendRequest?.required).toEqual(['slot', 'items'])
  expect(schemas.PageRequest?.required).toEqual(['page', 'items'])
  expect(schemas.RecommendResponse?.required).toEqual(['release', 'arm', 'took', 'items'])
  expect(schemas.RecommendRequest?.properties).toMatchObject({
    limit: { default: 12, minimum: 1, maximum: 50 },
  })
})
