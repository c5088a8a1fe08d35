/**
 * @module Descriptions: the catalog's plain paragraphs as text and as HTML.
 */
import { escapeHtml } from './escape-html.ts'

function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

/** Paragraphs as `<p>` elements. */
export function htmlOf(text: string): string {
  return paragraphs(text)
    .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
    .join('\n')
}

/** One line of plain text, cut to at most `truncateAt` characters with an ellipsis where it is longer. */
export function plainOf(text: string, truncateAt?: number | null): string {
  const plain = paragraphs(text).join(' ')
  if (truncateAt == null || plain.length <= truncateAt) return plain
  return `${plain.slice(0, Math.max(0, truncateAt - 3)).trimEnd()}...`
}
