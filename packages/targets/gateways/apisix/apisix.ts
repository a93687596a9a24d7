/** Apache APISIX's cors plugin: lists are texts with commas, and a regular expression replaces the list. */
import { anchored, literalRegex } from '../../patterns/pattern-regex.ts'
import { yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import {
  DEFAULT_MAX_AGE,
  exposedNames,
  headerNames,
  methodNames,
  NO_HEADER,
  NO_READABLE_HEADER,
} from '../../words/values.ts'

export const apisix: Target = {
  name: 'apisix',
  title: 'Apache APISIX',
  state: 'modelled',
  output: 'cors.apisix.yaml',
  language: 'yaml',
  // Names are joined with commas.
  capabilities: { ...EVERYTHING, nullOrigin: false, vary: false, standalone: false },
  leastVersion: '3.0',
  comment: '#',
  place: 'put it into the route of the gateway that runs',
  notes: ['APISIX answers every OPTIONS request itself, also those that are not preflights'],
  write: (facts) =>
    ['# In plugins of the route or the service.', yaml({ plugins: { cors: config(facts) } })].join('\n'),
}

function config(facts: Facts) {
  const { any, exact, sets } = facts
  const expressions = [...exact.map((text) => anchored(literalRegex(text))), ...sets.map(({ regex }) => regex)]
  return {
    ...(sets.length > 0 ? { allow_origins_by_regex: expressions } : { allow_origins: any ? '*' : exact.join(',') }),
    allow_methods: methodNames(facts).join(','),
    allow_headers: (headerNames(facts).length === 0 ? [NO_HEADER] : headerNames(facts)).join(','),
    // Left out, older versions expose everything. Script never sees this one.
    expose_headers: (exposedNames(facts).length === 0 ? [NO_READABLE_HEADER] : exposedNames(facts)).join(','),
    allow_credential: facts.credentials,
    max_age: facts.maxAge ?? DEFAULT_MAX_AGE,
  }
}
