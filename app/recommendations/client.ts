/**
 * @module The call to the Worker. Whatever is wrong with the answer, it throws one {@link WorkerError} that says what.
 */
import { describeIssues, type PageRequest, PREVIEW_HEADER } from '@aisle/edge-model/contract'
import type { Storefront } from '@shopify/hydrogen'
import type { RecommendedPageQueryVariables } from 'workerapi.generated'
import { PAGES, type PageAnswer, pageAnswerSchema } from './page-answer.ts'
import { RECOMMENDED_PAGE_QUERY } from './page-query.ts'

/** Four shelves of 24 products and some to spare are some 300 KB; more than this is not an answer. */
const MAX_ANSWER_BYTES = 1024 * 1024

export class WorkerError extends Error {
  override name = 'WorkerError'
}

export interface Call {
  /** Aborts the call, also in the middle of the answer. */
  signal: AbortSignal
  fetch: typeof fetch
  /** An engineer's token, which the Worker checks. */
  preview?: string | undefined
  /** For whom Shopify is to count the reading of the products. */
  buyerIp?: string | undefined
}

/**
 * Asks the Worker for a page's shelves and their products.
 *
 * @param origin the Worker's URL, with or without a trailing slash
 * @param i18n the market that the products are read for
 * @throws WorkerError
 */
export async function askWorker(
  origin: string,
  request: Required<Omit<PageRequest, 'visitorId'>> & Pick<PageRequest, 'visitorId'>,
  { country, language }: Pick<Storefront['i18n'], 'country' | 'language'>,
  { signal, fetch, preview, buyerIp }: Call,
): Promise<PageAnswer> {
  const { items, page, ...visitor } = request
  const variables = {
    ...visitor,
    page: PAGES[page],
    productIds: items,
    country,
    language,
  } satisfies RecommendedPageQueryVariables
  const response = await fetch(`${origin.replace(/\/+$/, '')}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(preview !== undefined && { [PREVIEW_HEADER]: preview }),
      ...(buyerIp !== undefined && { 'shopify-storefront-buyer-ip': buyerIp }),
    },
    body: JSON.stringify({ query: RECOMMENDED_PAGE_QUERY, variables }),
    // Not 'error': workerd refuses that. A redirect is then an answer that is not ok.
    redirect: 'manual',
    signal,
  }).catch((cause: unknown) => {
    throw new WorkerError(signal.aborted ? 'The Worker was too slow.' : 'The Worker can’t be reached.', {
      cause,
    })
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw new WorkerError(`The Worker answered ${response.status}.`)
  }
  return parseAnswer(await readAnswer(response, signal))
}

async function readAnswer(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) throw new WorkerError('The Worker’s answer is empty.')
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > MAX_ANSWER_BYTES) break
      text += decoder.decode(value, { stream: true })
    }
  } catch (cause) {
    throw new WorkerError(signal.aborted ? 'The Worker was too slow.' : 'The Worker’s answer broke off.', {
      cause,
    })
  }
  await reader.cancel()
  throw new WorkerError(`The Worker’s answer is larger than ${MAX_ANSWER_BYTES} bytes.`)
}

function parseAnswer(text: string): PageAnswer {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new WorkerError('The Worker’s answer is not JSON.', { cause })
  }
  const parsed = pageAnswerSchema.safeParse(json)
  if (!parsed.success) {
    throw new WorkerError(`The Worker’s answer breaks the contract: ${describeIssues(parsed.error)}.`)
  }
  const { data, errors = [] } = parsed.data
  if (errors[0] !== undefined) console.warn(`Recommendations: ${errors[0].message}`)
  if (!data?.recommendedPage) {
    throw new WorkerError(`The Worker gave no page: ${errors[0]?.message ?? 'it did not say why'}`)
  }
  return data.recommendedPage
}
