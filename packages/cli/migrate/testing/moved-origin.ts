/** What `migrate` makes of one value of `origin`, among options of which nothing else is to be decided. */
import { expect } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

export const CORS = "import cors from 'cors'\n"
export const REST = ", methods: 'PUT', allowedHeaders: 'x-a' }"

export function moved(origin: string, path = 'a.js'): string {
  const { text, decisions } = migrateSource(path, `${CORS}app.use(cors({ origin: ${origin}${REST}))`)
  expect(decisions).toEqual([])
  return text.slice(text.indexOf('origin: ') + 8, text.lastIndexOf(REST))
}

export const codesOf = (text: string, path = 'a.js') => migrateSource(path, text).decisions.map(({ code }) => code)
