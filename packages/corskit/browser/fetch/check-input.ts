/** Mistakes of the model's caller: not a fetch that a browser refuses, but input that is not a fetch. */
import type { RequestInput } from '../words/request-input.ts'
import { wrong } from '../words/wrong-input.ts'

/**
 * The members that must be text when they are given. A value that browsers do not know is not a mistake but an outcome.
 */
const TEXTS = [
  'cache',
  'initiator',
  'integrity',
  'method',
  'credentials',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
  'targetAddressSpace',
  'pageUrl',
] as const

/** @throws {TypeError} naming the first part of `input` that is not of its type */
export function checkInput(input: RequestInput): void {
  if (input === null || typeof input !== 'object') throw wrong('request', 'an object', input)
  if (typeof input.origin !== 'string') throw wrong('origin', 'a string', input.origin)
  if (typeof input.url !== 'string' && !((input.url as unknown) instanceof URL))
    throw wrong('url', 'a string or a URL', input.url)
  if (!hasOnlyTexts(input)) {
    for (const name of TEXTS) {
      const value = input[name]
      if (!isText(value)) throw wrong(name, 'a string', value)
    }
  }
  const { body, useCorsPreflight } = input
  if (body !== undefined && body !== null && typeof body !== 'string' && typeof body !== 'object') {
    throw wrong('body', 'what fetch takes as a body', body)
  }
  if (useCorsPreflight !== undefined && typeof useCorsPreflight !== 'boolean') {
    throw wrong('useCorsPreflight', 'true or false', useCorsPreflight)
  }
}

/** One condition for all, because every call of the model passes here. */
function hasOnlyTexts(input: RequestInput): boolean {
  const {
    cache,
    credentials,
    initiator,
    integrity,
    method,
    mode,
    pageUrl,
    redirect,
    referrer,
    referrerPolicy,
    targetAddressSpace,
  } = input
  return (
    isText(method) &&
    isText(credentials) &&
    isText(mode) &&
    isText(redirect) &&
    isText(pageUrl) &&
    isText(referrerPolicy) &&
    isText(cache) &&
    isText(referrer) &&
    isText(initiator) &&
    isText(integrity) &&
    isText(targetAddressSpace)
  )
}

const isText = (value: unknown) => value === undefined || typeof value === 'string'
