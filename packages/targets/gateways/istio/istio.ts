/**
 * Istio's VirtualService. It configures Envoy, which sends back the allowed origin and never writes `Vary`, so the
 * route writes it.
 */
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { CORS_HEADERS, exposedNames, headerNames, methodNames } from '../../words/values.ts'
import { originMatchers } from '../envoy/cors-policy.ts'

export const istio: Target = {
  name: 'istio',
  title: 'Istio VirtualService',
  state: 'modelled',
  output: 'cors.istio.yaml',
  language: 'yaml',
  capabilities: { ...EVERYTHING, standalone: false },
  leastVersion: '1.23',
  comment: '#',
  place: 'put it into the VirtualService of the cluster',
  write: (facts) =>
    [
      '# In each entry of spec.http of the VirtualService. Where it has headers already, put these into them.',
      yaml(route(facts)),
    ].join('\n'),
}

function route(facts: Facts): Data {
  return {
    corsPolicy: {
      allowOrigins: originMatchers(facts).map(({ exact, regex }) =>
        exact === undefined ? { regex: regex ?? '' } : { exact },
      ),
      allowMethods: methodNames(facts),
      ...(headerNames(facts).length === 0 ? {} : { allowHeaders: headerNames(facts) }),
      ...(exposedNames(facts).length === 0 ? {} : { exposeHeaders: exposedNames(facts) }),
      ...(facts.maxAge === null ? {} : { maxAge: `${facts.maxAge}s` }),
      allowCredentials: facts.credentials,
      unmatchedPreflights: 'IGNORE',
    },
    headers: {
      response: {
        add: { Vary: ['Origin', ...facts.vary].join(', ').replaceAll('%', '%%') },
        remove: [...CORS_HEADERS],
      },
    },
  }
}
