/**
 * Documents as answers, where there is somebody who makes documents: a window, or what a test's environment puts in its
 * place. https://xhr.spec.whatwg.org/#document-response
 */
import type { MIMEType } from 'node:util'
import { isXml } from './xhr-mime-type.ts'
import { htmlEncoding, textOf } from './xhr-text.ts'

/** As much of `DOMParser` as is needed: the types of a DOM are not there in every project. */
export interface DocumentParser {
  parseFromString(text: string, type: string): unknown
}

export type MakeParser = new () => DocumentParser

/** What `DOMParser` knows by name; other XML is `application/xml` to it. */
const NAMED = new Set(['application/xhtml+xml', 'application/xml', 'image/svg+xml', 'text/html', 'text/xml'])

export const isHtml = ({ essence }: MIMEType): boolean => essence === 'text/html'

/**
 * `null` for what is neither HTML nor XML, and for XML that is not well-formed.
 * @param charset what script or the server says of it
 */
export function parsedDocument(Parser: MakeParser, bytes: Uint8Array, type: MIMEType, charset: string | null): unknown {
  if (bytes.byteLength === 0 || !(isHtml(type) || isXml(type))) return null
  const text = textOf(bytes, type, charset ?? (isHtml(type) ? htmlEncoding(bytes) : null), true)
  const document = new Parser().parseFromString(text, NAMED.has(type.essence) ? type.essence : 'application/xml')
  return isXml(type) && isMalformed(document) ? null : document
}

/** https://html.spec.whatwg.org/#dom-domparser-parsefromstring: the root, or an element of it, says so. */
function isMalformed(document: unknown): boolean {
  const { getElementsByTagName } = (document ?? {}) as { getElementsByTagName?: (name: string) => { length: number } }
  return getElementsByTagName === undefined || getElementsByTagName.call(document, 'parsererror').length > 0
}
