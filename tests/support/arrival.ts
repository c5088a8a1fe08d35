/**
 * @module In which order the parts of a page arrive: proof that it is streamed, without a script or a browser.
 */

/** A browser's: robots get the whole page at once. */
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'

export interface Arrival {
  status: number
  /** The whole page. */
  html: string
  /** Number of chunks the page came in. */
  chunks: number
  /** For each mark, the chunk (from 0) with which its first occurrence was complete; -1 where it never came. */
  chunkOf(mark: string): number
}

/**
 * Reads a page chunk by chunk. What React streams in later comes in a later chunk than what was ready at once:
 * `chunkOf('data-shelf=') > chunkOf('</h1>')`.
 */
export async function readArrival(url: string, headers: Record<string, string> = {}): Promise<Arrival> {
  const response = await fetch(url, {
    headers: { 'user-agent': USER_AGENT, accept: 'text/html', ...headers },
  })
  const decoder = new TextDecoder()
  /** Length of the page after each chunk. */
  const ends: number[] = []
  let html = ''
  for await (const chunk of response.body ?? []) {
    html += decoder.decode(chunk, { stream: true })
    ends.push(html.length)
  }
  return {
    status: response.status,
    html,
    chunks: ends.length,
    chunkOf(mark) {
      const start = html.indexOf(mark)
      return start < 0 ? -1 : ends.findIndex((end) => end >= start + mark.length)
    },
  }
}
