/**
 * Turns the visitor's text into the bank's rules: the options of `definePolicy`, and three options for what people
 * write by hand.
 */
import { definePolicy, type Policy, PolicyError, type PolicyOptions } from 'corskit'
import { parsePolicyText } from './policy-text.ts'

export interface Rules {
  readonly policy: Policy
  /** Whether writes and WebSockets of origins that the policy does not name are refused, as `guard` does. */
  readonly guard: boolean
  /** Whether `Vary` is left out, as in many configurations written by hand. */
  readonly forgetsVary: boolean
}

export type RulesOrMistakes = { readonly rules: Rules } | { readonly mistakes: readonly string[] }

const MOST_CHARACTERS = 4000

/** How a hand-written check compares origins. `matches` is a regular expression whose dots are not escaped. */
const BY_HAND: Readonly<Record<string, (origin: string, text: string) => boolean>> = {
  any: () => true,
  startsWith: (origin, text) => origin.startsWith(text),
  endsWith: (origin, text) => origin.endsWith(text),
  includes: (origin, text) => origin.includes(text),
  matches: (origin, text) =>
    origin.length === text.length && [...text].every((sign, index) => sign === '.' || sign === origin[index]),
}

export function readRules(text: string): RulesOrMistakes {
  if (text.length > MOST_CHARACTERS) return { mistakes: [`The policy has more than ${MOST_CHARACTERS} characters.`] }
  let value: unknown
  try {
    value = parsePolicyText(text)
  } catch (error) {
    return { mistakes: [`This is not JSON: ${error instanceof Error ? error.message : String(error)}`] }
  }
  if (!isRecord(value)) return { mistakes: ['Expected an object: { "origin": … }'] }
  const { guard = false, forgetsVary = false, origin, ...options } = value
  const mistakes = [
    ...(typeof guard === 'boolean' ? [] : ['"guard" is true or false.']),
    ...(typeof forgetsVary === 'boolean' ? [] : ['"forgetsVary" is true or false.']),
    ...mistakesByHand(origin),
  ]
  if (mistakes.length > 0) return { mistakes }
  try {
    // `checkOptions` checks input of any type, and JSON has no types.
    const policy = definePolicy({ ...options, origin: originOf(origin), onFault: () => {} } as PolicyOptions)
    return { rules: { policy, guard: guard === true, forgetsVary: forgetsVary === true } }
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return { mistakes: error.issues.map(({ message, fix }) => (fix ? `${message}. Instead: ${fix}` : `${message}.`)) }
  }
}

function mistakesByHand(origin: unknown): readonly string[] {
  if (!isRecord(origin)) return []
  const { byHand, text = '' } = origin
  const known = typeof byHand === 'string' && Object.hasOwn(BY_HAND, byHand)
  return [
    ...(known ? [] : [`"byHand" is one of ${Object.keys(BY_HAND).join(', ')}.`]),
    ...(typeof text === 'string' ? [] : ['"text" is a text.']),
  ]
}

function originOf(origin: unknown): PolicyOptions['origin'] {
  if (!isRecord(origin)) return origin as string
  const compare = BY_HAND[String(origin['byHand'])] ?? (() => false)
  const text = String(origin['text'] ?? '')
  return (asked) => compare(asked, text)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
