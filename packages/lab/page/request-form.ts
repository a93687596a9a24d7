/** The form: reads a request out of it and puts one into it. */
import type { LabRequest } from '../lab.ts'
import { byId } from './element.ts'
import { headersOf, headerText } from './fragment.ts'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export const form = byId('request') as HTMLFormElement

function field(name: string): Field {
  return form.elements.namedItem(name) as Field
}

const WORDS = ['url', 'origin', 'method', 'credentials', 'mode', 'engine', 'body'] as const

export function readForm(): LabRequest {
  const word = (name: (typeof WORDS)[number]) => (name === 'body' ? field(name).value : field(name).value.trim())
  return {
    url: word('url'),
    origin: word('origin'),
    method: word('method') || 'GET',
    credentials: word('credentials'),
    mode: word('mode'),
    engine: word('engine'),
    body: word('body'),
    headers: headersOf(field('headers').value),
  }
}

export function fillForm(request: LabRequest): void {
  for (const word of WORDS) field(word).value = request[word]
  field('headers').value = headerText(request.headers)
}
