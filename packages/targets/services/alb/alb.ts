/**
 * The Application Load Balancer of AWS: constant headers of a listener, so one origin, and the app answers preflights.
 */
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedValue, headersValue, methodsValue } from '../../words/values.ts'

export const alb: Target = {
  name: 'alb',
  title: 'AWS Application Load Balancer',
  state: 'modelled',
  output: 'cors.alb.yaml',
  language: 'yaml',
  capabilities: {
    ...EVERYTHING,
    origins: 1,
    subdomains: 'no',
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    vary: false,
    standalone: false,
  },
  comment: '#',
  place: 'put it into the template: AWS runs the server',
  notes: [
    'the listener adds these headers to each answer and answers no preflight: the app behind has to answer OPTIONS with 2xx',
    'what the app says itself under these names is replaced',
  ],
  write: (facts) =>
    [
      '# In Properties of the AWS::ElasticLoadBalancingV2::Listener.',
      yaml({ ListenerAttributes: attributes(facts).map(([name, value]) => ({ Key: key(name), Value: value })) }),
    ].join('\n'),
}

const key = (name: string): Data => `routing.http.response.access_control_${name}.header_value`

function attributes(facts: Facts): [string, string][] {
  const all: [string, string][] = [
    ['allow_origin', facts.any ? '*' : (facts.exact[0] ?? '')],
    ['allow_methods', methodsValue(facts)],
    ['allow_headers', headersValue(facts)],
    ['allow_credentials', facts.credentials ? 'true' : ''],
    ['expose_headers', exposedValue(facts)],
    ['max_age', facts.maxAge === null ? '' : String(facts.maxAge)],
  ]
  return all.filter(([, value]) => value !== '')
}
