/** CloudFront's response headers policy. */
import { inSnakeCase, terraform } from '../../text/terraform.ts'
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { NO_HEADER, shortHash } from '../../words/values.ts'

export const cloudfront: Target = {
  name: 'cloudfront',
  title: 'Amazon CloudFront',
  state: 'modelled',
  output: 'cors.cloudfront.yaml',
  language: 'yaml',
  capabilities: {
    ...EVERYTHING,
    origins: 100,
    labelWildcard: false,
    anyPort: false,
    regExp: false,
    nullOrigin: false,
    ownSchemes: false,
    anyMethod: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    // A `*` among other names is not understood there.
    anyHeader: false,
    vary: false,
    standalone: false,
  },
  comment: '#',
  place: 'put it into the template: AWS runs the server',
  notes: [
    'CloudFront adds headers and answers no preflight: OPTIONS has to be among the allowed methods of the behavior, and the server behind answers it with 2xx',
    'OriginOverride: what the server behind says itself is replaced, so the cache key does not need Origin',
  ],
  forms: [
    terraform('aws_cloudfront_response_headers_policy', 'cors', false, (facts) => ({
      name: `cors-${facts.hash}`,
      cors_config: inSnakeCase(corsConfig(facts)),
    })),
  ],
  write: (facts) => ['# In Resources.', yaml({ [`Cors${shortHash(facts)}`]: policy(facts) })].join('\n'),
}

function policy(facts: Facts): Data {
  return {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: { Name: `cors-${facts.hash}`, CorsConfig: corsConfig(facts) },
    },
  }
}

function corsConfig(facts: Facts): { readonly [name: string]: Data } {
  const items = (names: readonly string[]) => ({ Items: [...names] })
  return {
    OriginOverride: true,
    AccessControlAllowOrigins: items(facts.any ? ['*'] : [...facts.exact, ...facts.sets.map(({ text }) => text)]),
    AccessControlAllowMethods: items(facts.methods),
    // The list cannot be empty.
    AccessControlAllowHeaders: items(facts.allowedHeaders.length === 0 ? [NO_HEADER] : facts.allowedHeaders),
    ...(facts.anyExposed || facts.exposedHeaders.length > 0
      ? { AccessControlExposeHeaders: items(facts.anyExposed ? ['*'] : facts.exposedHeaders) }
      : {}),
    AccessControlAllowCredentials: facts.credentials,
    ...(facts.maxAge === null ? {} : { AccessControlMaxAgeSec: facts.maxAge }),
  }
}
