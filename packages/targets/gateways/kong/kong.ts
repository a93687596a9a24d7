/**
 * Kong's cors plugin. It guesses by the characters of an origin whether it is a regular expression, and an empty list
 * of headers allows all.
 */
import { anchored, literalRegex } from '../../patterns/pattern-regex.ts'
import { yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedNames, headerNames, NO_HEADER } from '../../words/values.ts'

export const kong: Target = {
  name: 'kong',
  title: 'Kong Gateway',
  state: 'modelled',
  output: 'cors.kong.yaml',
  language: 'yaml',
  capabilities: {
    ...EVERYTHING,
    nullOrigin: false,
    anyMethod: false,
    methods: ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'],
    vary: false,
    standalone: false,
  },
  leastVersion: '3.5',
  comment: '#',
  place: 'give it to the gateway that runs: deck gateway sync',
  notes: ['the plugin runs before those that authenticate, as long as nobody changes its priority'],
  write: (facts) =>
    [
      '# A declarative configuration (kong config parse, deck gateway sync): on the whole gateway. Put the plugin under a service or a route for less.',
      yaml({ _format_version: '3.0', plugins: [{ name: 'cors', config: config(facts) }] }),
    ].join('\n'),
}

/** What it compares as a text. */
const PLAIN = /^[A-Za-z0-9.:/-]+$/

function config(facts: Facts) {
  return {
    origins: facts.any
      ? ['*']
      : [
          ...facts.exact.map((text) => (PLAIN.test(text) ? text : anchored(literalRegex(text)))),
          ...facts.sets.map(({ regex }) => regex),
        ],
    methods: [...facts.methods],
    headers: headerNames(facts).length === 0 ? [NO_HEADER] : headerNames(facts),
    ...(exposedNames(facts).length === 0 ? {} : { exposed_headers: exposedNames(facts) }),
    credentials: facts.credentials,
    ...(facts.maxAge === null ? {} : { max_age: facts.maxAge }),
    preflight_continue: false,
    private_network: false,
  }
}
