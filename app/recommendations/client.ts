/**
 * @module The call to the Worker. Whatever is wrong with the answer, it throws one {@link WorkerError} that says what.
 */
import {
  describeIssues,
  type RecommendRequest,
  type RecommendResponse,
  recommendResponseSchema,
} from '@aisle/edge-model/contract'

/** An answer lists at most 50 products in some 6 KB; more than this is not one. */
const MAX_ANSWER_BYTES = 64 * 1024

export class WorkerError extends Error {
  override name = 'WorkerError'
}

/**
 * Asks the Worker for products.
 *
 * @param origin the Worker's URL, with or without a trailing slash
 * @param signal aborts the call, also in the middle of the answer
 * @throws WorkerError
 */
export async function askWorker(
  origin: string,
  body: RecommendRequest,
  signal: AbortSignal,
  fetcher: typeof fetch = fetch,
): Promise<RecommendResponse> {
  const response = await fetcher(`${origin.replace(/\/+$/, '')}/recommend`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
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

function parseAnswer(text: string): RecommendResponse {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new WorkerError('The Worker’s answer is not JSON.', { cause })
  }
  const parsed = recommendResponseSchema.safeParse(json)
  if (!parsed.success) {
    throw new WorkerError(`The Worker’s answer breaks the contract: ${describeIssues(parsed.error)}.`)
  }
  return parsed.data
}
