/**
 * Azure API Management's `cors` policy. A cross-origin GET that does not match would get an empty 200: that is switched
 * off.
 */
import { xmlComment } from '../../text/xml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE, exposedNames, headerNames, methodNames, NO_HEADER } from '../../words/values.ts'

export const azureApim: Target = {
  name: 'azure-apim',
  title: 'Azure API Management',
  state: 'modelled',
  output: 'cors.apim.xml',
  language: 'xml',
  capabilities: {
    ...EVERYTHING,
    subdomains: 'no',
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    vary: false,
    standalone: false,
  },
  comment: null,
  place: 'put it into the policy of the API: Azure runs the server',
  notes: ['in <inbound> before every policy that authenticates, and once: at the outermost scope it has effect for'],
  write: (facts, { heading }) =>
    [
      ...xmlComment(heading),
      ...element('cors', { 'allow-credentials': String(facts.credentials), 'terminate-unmatched-request': 'false' }, [
        ...list('allowed-origins', 'origin', facts.any ? ['*'] : facts.exact),
        ...element(
          'allowed-methods',
          { 'preflight-result-max-age': String(facts.maxAge ?? DEFAULT_MAX_AGE) },
          methodNames(facts).map((name) => `<method>${text(name)}</method>`),
        ),
        ...list('allowed-headers', 'header', headerNames(facts).length === 0 ? [NO_HEADER] : headerNames(facts)),
        ...exposed(facts),
      ]),
    ].join('\n'),
}

const exposed = (facts: Facts) =>
  exposedNames(facts).length === 0 ? [] : list('expose-headers', 'header', exposedNames(facts))

const list = (name: string, inner: string, values: readonly string[]) =>
  element(
    name,
    {},
    values.map((value) => `<${inner}>${text(value)}</${inner}>`),
  )

function element(name: string, attributes: Record<string, string>, inside: readonly string[]): string[] {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(value)}"`)
  return [`<${name}${written.join('')}>`, ...inside.map((line) => `  ${line}`), `</${name}>`]
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** `@(` and `@{` begin a C# expression in a policy; no name holds a parenthesis, a brace or an `@`. */
const text = (value: string) => value.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
