/** What operators and the methods of texts and lists give, where what they are called on is known. */
import type { StaticValue } from './static-value.ts'

/** An entry of a list that only the running app knows. */
export const UNKNOWN = Symbol('unknown')

/** A RegExp looks at short texts only: of others it is not known how long it takes. */
const SHORT = 8

export const ofEntry = (entry: unknown): StaticValue => (entry === UNKNOWN ? null : { value: entry })

export function compared(operator: string, left: StaticValue, right: StaticValue): StaticValue {
  if (left === null || right === null) return null
  const [one, other] = [left.value, right.value]
  switch (operator) {
    case '===':
    case '==':
      return { value: one === other }
    case '!==':
    case '!=':
      return { value: one !== other }
  }
  if (typeof one !== 'number' || typeof other !== 'number') return null
  switch (operator) {
    case '>':
      return { value: one > other }
    case '>=':
      return { value: one >= other }
    case '<':
      return { value: one < other }
    case '<=':
      return { value: one <= other }
    default:
      return null
  }
}

export function converted(name: string, value: unknown): StaticValue {
  if (name === 'Boolean') return { value: !!value }
  return name === 'String' && typeof value === 'string' ? { value } : null
}

export type OnEntry = (entry: unknown) => StaticValue

/** What a method makes of a list with a function that it calls for each entry. */
export function ofEach(list: readonly unknown[], method: string, test: OnEntry): StaticValue {
  const answers = list.map((entry) => (entry === UNKNOWN ? null : test(entry)))
  const isSure = !answers.includes(null)
  const first = answers.findIndex((answer) => answer?.value)
  switch (method) {
    case 'map':
      return { value: answers.map((answer) => answer?.value ?? UNKNOWN) }
    case 'filter':
      return isSure ? { value: list.filter((_, index) => answers[index]?.value) } : null
    case 'some':
      return first !== -1 || isSure ? { value: first !== -1 } : null
    case 'every':
      return answers.some((answer) => answer !== null && !answer.value)
        ? { value: false }
        : isSure
          ? { value: true }
          : null
    case 'find':
      return isSure ? { value: list[first] } : null
    case 'findIndex':
      return isSure ? { value: first } : null
    default:
      return null
  }
}

export function ofList(list: readonly unknown[], method: string, given: readonly StaticValue[]): StaticValue {
  const [first] = given
  if (given.length !== 1 || first == null) return null
  const isSure = !list.includes(UNKNOWN)
  switch (method) {
    case 'includes':
    case 'has':
      return list.includes(first.value) || isSure ? { value: list.includes(first.value) } : null
    case 'indexOf':
      return isSure ? { value: list.indexOf(first.value) } : null
    case 'at':
      return typeof first.value === 'number' ? ofEntry(list.at(first.value)) : null
    default:
      return null
  }
}

const TEXT_METHODS = new Set([
  ...['trim', 'toLowerCase', 'toUpperCase', 'toString', 'split', 'includes', 'indexOf', 'startsWith', 'endsWith'],
  ...['replace', 'replaceAll'],
])

export function ofText(text: string, method: string, given: readonly StaticValue[]): StaticValue {
  if (!TEXT_METHODS.has(method)) return null
  const values = given.map((one) => one?.value)
  const isSimple = values.every(
    (value) => typeof value === 'string' || (value instanceof RegExp && text.length < SHORT),
  )
  if (!isSimple) return null
  try {
    return { value: (text[method as 'trim'] as (...values: unknown[]) => unknown)(...values) }
  } catch {
    return null
  }
}
