/**
 * Google Cloud's Application Load Balancers: Envoy's words in a URL map, and a header action for `Vary`, which Envoy
 * leaves out.
 */
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedNames, headerNames, methodNames } from '../../words/values.ts'

export const googleLb: Target = {
  name: 'google-lb',
  title: 'Google Cloud load balancer',
  state: 'modelled',
  output: 'cors.url-map.yaml',
  language: 'yaml',
  capabilities: { ...EVERYTHING, standalone: false },
  comment: '#',
  place: 'put it into the URL map: Google runs the server',
  notes: [
    'the classic load balancer knows no CORS policy: it takes a global external, a regional or an internal one',
    'leave CORS headers out of the app: what it says itself is added to these',
    'redirects and the balancer’s own error pages have no CORS headers',
  ],
  write: (facts) =>
    [
      '# In defaultRouteAction and headerAction of the URL map, or of a path matcher: gcloud compute url-maps import NAME --source FILE',
      yaml({ defaultRouteAction: { corsPolicy: corsPolicy(facts) }, headerAction: headerAction(facts) }),
    ].join('\n'),
}

function corsPolicy(facts: Facts): Data {
  const expressions = facts.any ? ['.*'] : facts.sets.map(({ regex }) => regex)
  return {
    ...(facts.exact.length === 0 ? {} : { allowOrigins: [...facts.exact] }),
    ...(expressions.length === 0 ? {} : { allowOriginRegexes: expressions }),
    allowMethods: methodNames(facts),
    ...(headerNames(facts).length === 0 ? {} : { allowHeaders: headerNames(facts) }),
    ...(exposedNames(facts).length === 0 ? {} : { exposeHeaders: exposedNames(facts) }),
    ...(facts.maxAge === null ? {} : { maxAge: facts.maxAge }),
    allowCredentials: facts.credentials,
    disabled: false,
  }
}

/** Also where every origin is allowed: it is reflected. */
const headerAction = (facts: Facts): Data => ({
  responseHeadersToAdd: ['Origin', ...facts.vary].map((name) => ({
    headerName: 'Vary',
    headerValue: name,
    replace: false,
  })),
})
