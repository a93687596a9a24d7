/** What in the body of a request may be secret: the values of its fields, and its words. No type has to be right. */

/** Nobody repeats in a header what stands behind so much. */
const LONGEST = 64 * 1024
const MOST = 2_000
const MAX_DEPTH = 20
const MOST_NESTED = 2

/** Of a form, of JSON, of `multipart/form-data`, of XML, of JavaScript, and the text as a whole. */
export function bodyFields(body: string): string[] {
  const text = body.slice(0, LONGEST).trim()
  return [...new Set(fieldsOf(text, 0))].filter((field) => field !== '').slice(0, MOST)
}

/** Without the signs between values. A URL stays in one piece. */
export const bodyWords = (field: string): string[] => field.split(/[\s&;,="'`{}[\]<>()\\]+|:(?!\/\/)/).slice(0, MOST)

/** A field of a form may be JSON, and a text in JSON may be a form. */
function fieldsOf(text: string, nested: number): string[] {
  if (nested > MOST_NESTED || text.length < 2) return [text]
  const parts = [...formValues(text), ...jsonTexts(text), ...partsOfForm(text), ...between(text)]
  return [text, ...parts.slice(0, MOST).flatMap((part) => (part === text ? [] : fieldsOf(part.trim(), nested + 1)))]
}

const formValues = (text: string): string[] =>
  text.includes('=') ? [...new URLSearchParams(text)].map(([, value]) => value) : []

function jsonTexts(text: string): string[] {
  if (!/^["{[]/.test(text)) return []
  try {
    return leaves(JSON.parse(text), 0)
  } catch {
    return []
  }
}

function leaves(value: unknown, depth: number): string[] {
  if (value === null || typeof value === 'boolean' || depth > MAX_DEPTH) return []
  return typeof value === 'object' ? Object.values(value).flatMap((one) => leaves(one, depth + 1)) : [String(value)]
}

/** https://www.rfc-editor.org/rfc/rfc7578#section-4 */
const partsOfForm = (text: string): string[] =>
  Array.from(text.matchAll(/\r?\n\r?\n(.*?)\r?\n--/gs), ([, content = '']) => content)

/** In quotes, or between two tags. */
const between = (text: string): string[] =>
  Array.from(text.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|>([^<>]+)</gs), ([, double, single, inTags]) =>
    (double ?? single ?? inTags ?? '').replace(/\\(.)/g, '$1'),
  )
