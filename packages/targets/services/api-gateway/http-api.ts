/** Amazon API Gateway, HTTP API: it answers preflights itself and drops what the backend says. */
import { inSnakeCase, terraform } from '../../text/terraform.ts'
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedNames, headerNames, methodNames } from '../../words/values.ts'

export const httpApi: Target = {
  name: 'api-gateway-http',
  title: 'Amazon API Gateway, HTTP API',
  state: 'modelled',
  output: 'cors.http-api.yaml',
  language: 'yaml',
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
  comment: '#',
  place: 'put it into the template: AWS runs the server',
  notes: ['it is for the whole API, and what the backend says itself is dropped'],
  forms: [
    terraform('aws_apigatewayv2_api', 'api', true, (facts) => ({
      cors_configuration: inSnakeCase(configuration(facts)),
    })),
  ],
  write: (facts) =>
    ['# In Properties of the AWS::ApiGatewayV2::Api.', yaml({ CorsConfiguration: configuration(facts) })].join('\n'),
}

function configuration(facts: Facts): Data {
  return {
    AllowOrigins: facts.any ? ['*'] : [...facts.exact],
    AllowMethods: methodNames(facts),
    ...(headerNames(facts).length === 0 ? {} : { AllowHeaders: headerNames(facts) }),
    ...(exposedNames(facts).length === 0 ? {} : { ExposeHeaders: exposedNames(facts) }),
    AllowCredentials: facts.credentials,
    ...(facts.maxAge === null ? {} : { MaxAge: facts.maxAge }),
  }
}
