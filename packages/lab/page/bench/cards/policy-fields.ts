/** The options of a policy as the fields of a sentence, and back. */
import type { PolicyOptions } from 'corskit'
import { readOptions } from '../../../set-up/read-options.ts'
import { writeOptions } from '../../../set-up/write-options.ts'

/** A value that fits into one line of a form. */
export interface PolicyFieldValues {
  readonly origin: string
  readonly methods: string
  readonly allowedHeaders: string
  readonly exposedHeaders: string
  readonly credentials: boolean
  readonly maxAge: string
}

/** `null` when the text cannot be read, or has a value that no field can hold. */
export function fieldsOf(policy: string): PolicyFieldValues | null {
  const read = readOptions(policy)
  if ('mistake' in read) return null
  const { origin, methods, allowedHeaders, exposedHeaders, credentials, maxAge } = read.options
  const lists = [origin, methods, allowedHeaders, exposedHeaders].map(listText)
  if (lists.some((list) => list === null)) return null
  const [origins = '', methodList = '', allowed = '', exposed = ''] = lists as string[]
  return {
    origin: origins,
    methods: methodList,
    allowedHeaders: allowed,
    exposedHeaders: exposed,
    credentials: credentials === true,
    maxAge: maxAge === undefined ? '' : String(maxAge),
  }
}

function listText(value: unknown): string | null {
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.join(', ') : null
}

/** Other options of the text stay as they are. */
export function withField(policy: string, name: keyof PolicyFieldValues, value: string | boolean): string {
  const read = readOptions(policy)
  const options: Record<string, unknown> = 'options' in read ? { ...read.options } : {}
  const next = typed(name, value)
  if (next === undefined) delete options[name]
  else options[name] = next
  return writeOptions(options as unknown as PolicyOptions)
}

function typed(name: keyof PolicyFieldValues, value: string | boolean): unknown {
  if (typeof value === 'boolean') return value ? true : undefined
  const text = value.trim()
  if (name === 'maxAge') return text === '' ? undefined : Number.isNaN(Number(text)) ? text : Number(text)
  const items = text.split(/[\s,]+/).filter((item) => item !== '')
  if (name === 'origin') return items.length === 1 ? items[0] : items
  if (items.length === 0) return undefined
  return items[0] === '*' && items.length === 1 ? '*' : items
}
