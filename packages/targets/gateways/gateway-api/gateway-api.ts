/**
 * The CORS filter of the Kubernetes Gateway API: lists of at most 64, no regular expressions, and nothing about `Vary`.
 */
import { yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Problem, Target } from '../../words/target.ts'
import { exposedNames } from '../../words/values.ts'

const MOST = 64

export const gatewayApi: Target = {
  name: 'gateway-api',
  title: 'Kubernetes Gateway API',
  state: 'modelled',
  output: 'cors.httproute.yaml',
  language: 'yaml',
  capabilities: {
    ...EVERYTHING,
    origins: MOST,
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    anyMethod: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'],
    anyHeader: false,
    maxAge: { least: 1, most: 86_400 },
    vary: false,
    standalone: false,
  },
  leastVersion: '1.5',
  comment: '#',
  place: 'put it into the HTTPRoute of the cluster',
  notes: [
    'the API says nothing about Vary: Origin; corskit verify tells whether your implementation writes it, and a ResponseHeaderModifier filter can add it',
  ],
  problemsOf({ allowedHeaders, exposedHeaders, exact, sets }): Problem[] {
    const instead = 'split the route, or let a server in front decide (corskit generate nginx)'
    const long = [
      ['allowedHeaders', allowedHeaders],
      ['exposedHeaders', exposedHeaders],
    ].flatMap(([element, names]) =>
      (names?.length ?? 0) > MOST
        ? [
            {
              element: String(element),
              message: `the Gateway API takes ${MOST} names, and the policy has ${names?.length}`,
              instead,
            },
          ]
        : [],
    )
    const odd = [...exact, ...sets.map(({ text }) => text)].find((origin) => /[[_]/.test(origin))
    if (odd !== undefined)
      long.push({ element: 'origin', message: `the Gateway API takes no such host: ${odd}`, instead })
    return long
  },
  write: (facts) =>
    [
      '# In spec.rules[].filters of the HTTPRoute, before filters that authenticate.',
      yaml([{ type: 'CORS', cors: corsFilter(facts) }]),
    ].join('\n'),
}

function corsFilter(facts: Facts) {
  return {
    allowOrigins: facts.any ? ['*'] : [...facts.exact, ...facts.sets.map(({ text }) => text)],
    allowMethods: [...facts.methods],
    ...(facts.allowedHeaders.length === 0 ? {} : { allowHeaders: [...facts.allowedHeaders] }),
    ...(exposedNames(facts).length === 0
      ? {}
      : { exposeHeaders: facts.anyExposed ? ['*'] : [...facts.exposedHeaders] }),
    ...(facts.credentials ? { allowCredentials: true } : {}),
    ...(facts.maxAge === null ? {} : { maxAge: facts.maxAge }),
  }
}
