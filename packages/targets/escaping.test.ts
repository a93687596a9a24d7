import type { PolicyOptions } from 'corskit'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { runs } from '../../testing/property-runs.ts'
import { TARGETS } from './all.ts'
import { generate } from './generate.ts'
import { readSource } from './testing/lexer.ts'

/**
 * Every character that may stand in the name of a header or a method.
 * https://www.rfc-editor.org/rfc/rfc9110#name-tokens
 */
const SIGNS = [..."!#$%&'*+-.^_`|~"]

const token = (letters: string) =>
  fc
    .array(fc.oneof(fc.constantFrom(...SIGNS), fc.constantFrom(...letters)), { minLength: 3, maxLength: 8 })
    .map((characters) => `${letters[23]}${characters.join('')}`)
/** Often none: many targets take no names but their own. */
const names = (letters: string) =>
  fc.oneof(fc.constant([]), fc.uniqueArray(token(letters), { minLength: 1, maxLength: 4 }))

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()

const anyPolicies = fc.record({
  origin: fc.constantFrom<PolicyOptions['origin'][]>(
    'https://app.example.com',
    ['https://app.example.com', 'https://*.example.com', 'my-app+x.y://host'],
    [/^https:\/\/[a-z._:/[\]+-]+\.example\.com$/, 'http://[::1]:8080'],
  ),
  methods: names(UPPER),
  allowedHeaders: names(LOWER),
  exposedHeaders: names(LOWER),
  vary: names(LOWER),
  credentials: fc.boolean(),
  maxAge: fc.constantFrom(0, 60, 86_400),
})

/** The half of them that the narrowest service can say too, so that each target is compared. */
const policies = fc.oneof(
  anyPolicies,
  anyPolicies.map((policy) => ({
    ...policy,
    origin: 'https://app.example.com',
    methods: [],
    exposedHeaders: policy.allowedHeaders,
    vary: [],
    credentials: false,
    maxAge: 60,
  })),
)

/** The same with names of the same length that mean nothing in any format. */
function harmless(policy: Record<string, unknown>): PolicyOptions {
  let count = 0
  const name = (text: string) => {
    count++
    const letter = text === text.toUpperCase() ? 'Q' : 'q'
    return letter.repeat(text.length - 1) + String.fromCharCode(letter.charCodeAt(0) - 16 + count)
  }
  return Object.fromEntries(
    Object.entries(policy).map(([key, value]) => [
      key,
      Array.isArray(value) && key !== 'origin' ? value.map((text) => name(String(text))) : value,
    ]),
  ) as unknown as PolicyOptions
}

const withoutHash = (text: string) =>
  text.replace(/(?<=cors[_-]?|policy )[0-9a-f]{6,16}/gi, (hash) => '0'.repeat(hash.length))

const COMMAND = "corskit generate x --policy 'a\n} */ --> ?> \" \\ b'\u2028c"

/** Every text in it. */
const PARSERS: Readonly<Record<string, (text: string) => string[]>> = {
  json: (text) => textsOf(JSON.parse(text)),
  yaml: (text) => textsOf(parseYaml(text)),
  xml: textsOfXml,
}

function textsOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [String(data)]
  return Object.entries(data).flatMap(([key, value]) => [key, ...textsOf(value)])
}

function textsOfXml(text: string): string[] {
  const texts: string[] = []
  const parser = new SaxesParser()
  parser.on('text', (each) => texts.push(each))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(`<all>${text}</all>`).close()
  return texts
}

/** Each target, and each other form of it. */
const WRITTEN = TARGETS.flatMap((target) => [
  [target.name, target, {}] as const,
  ...(target.forms ?? []).map((form) => [`${target.name} ${form.name}`, target, { format: form.name }] as const),
])

describe.each(WRITTEN)('%s: no value breaks out of its string', (_, target, format) => {
  const { name } = target
  const language = 'format' in format ? 'json' : target.language
  let compared = 0

  test('whatever is in the names of methods and headers, the rest of the file is the same', () => {
    fc.assert(
      fc.property(policies, fc.boolean(), (policy, standalone) => {
        const options = { ...format, standalone: standalone && target.capabilities.standalone, listen: 8080 }
        const made = generate(name, policy as PolicyOptions, { ...options, command: COMMAND })
        const plain = generate(name, harmless(policy), { ...options, command: 'corskit generate x' })
        if (!made.ok || !plain.ok) return
        compared++
        const read = readSource(language, withoutHash(made.text))
        const expected = readSource(language, withoutHash(plain.text))
        expect(read.skeleton).toBe(expected.skeleton)
        expect(read.strings.length).toBe(expected.strings.length)
      }),
      // For each of the targets: nearly fifty, with 2 to 5 ms for each run.
      runs(200, 800),
    )
    expect(compared).toBeGreaterThan(0)
  })
})

describe.each(
  TARGETS.flatMap(({ name, language }) => {
    const parse = PARSERS[language]
    return parse === undefined ? [] : [[name, parse] as const]
  }),
)("%s: the format's own parser finds the names", (name, parse) => {
  test('with any characters', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const made = generate(name, policy as PolicyOptions, { command: COMMAND })
        if (!made.ok) return
        const texts = parse(made.text).join('\n')
        for (const method of policy.methods) expect(texts).toContain(method)
        for (const header of policy.exposedHeaders) expect(texts).toContain(header)
      }),
      // For each of the targets: nearly fifty, with 2 to 5 ms for each run.
      runs(200, 800),
    )
  })
})
