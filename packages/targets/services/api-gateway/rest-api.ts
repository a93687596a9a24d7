/**
 * Amazon API Gateway, REST API: a static answer to OPTIONS, and the headers on the gateway's own errors. One origin, or
 * every one.
 */
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedValue, headersValue, methodsValue } from '../../words/values.ts'

export const restApi: Target = {
  name: 'api-gateway-rest',
  title: 'Amazon API Gateway, REST API',
  state: 'modelled',
  output: 'cors.rest-api.yaml',
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
    // A value stands in single quotes, and there is no escape.
    refusedCharacters: /'/,
  },
  comment: '#',
  place: 'put it into the template: AWS runs the server',
  notes: [
    'the function behind has to send the headers of the last line itself, with Lambda proxy integration; an authorizer on OPTIONS would break preflights',
  ],
  write: (facts) =>
    [
      '# In Resources, with the names of your API (Api) and resource (ApiResource) put in. One method for each resource.',
      yaml({
        CorsPreflight: preflight(facts),
        CorsErrors4xx: gatewayResponse('DEFAULT_4XX', facts),
        CorsErrors5xx: gatewayResponse('DEFAULT_5XX', facts),
      }),
      `# What the function behind sends: ${Object.entries(actualHeaders(facts))
        .map(([name, value]) => `${name}: ${value}`)
        .join('; ')}`,
    ].join('\n'),
}

function actualHeaders(facts: Facts): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': facts.any ? '*' : (facts.exact[0] ?? ''),
    ...(facts.credentials ? { 'Access-Control-Allow-Credentials': 'true' } : {}),
    ...(exposedValue(facts) === '' ? {} : { 'Access-Control-Expose-Headers': exposedValue(facts) }),
  }
}

const inQuotes = (headers: Record<string, string>, prefix: string) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}${name}`, `'${value}'`]))

function preflight(facts: Facts): Data {
  const { 'Access-Control-Expose-Headers': _, ...shared } = actualHeaders(facts)
  const headers = {
    ...shared,
    'Access-Control-Allow-Methods': methodsValue(facts),
    ...(headersValue(facts) === '' ? {} : { 'Access-Control-Allow-Headers': headersValue(facts) }),
    ...(facts.maxAge === null ? {} : { 'Access-Control-Max-Age': String(facts.maxAge) }),
  }
  return {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: { Ref: 'ApiResource' },
      HttpMethod: 'OPTIONS',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'MOCK',
        RequestTemplates: { 'application/json': '{"statusCode": 204}' },
        IntegrationResponses: [{ StatusCode: '204', ResponseParameters: inQuotes(headers, 'method.response.header.') }],
      },
      MethodResponses: [
        {
          StatusCode: '204',
          ResponseParameters: Object.fromEntries(
            Object.keys(headers).map((name) => [`method.response.header.${name}`, false]),
          ),
        },
      ],
    },
  }
}

function gatewayResponse(type: string, facts: Facts): Data {
  return {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResponseType: type,
      ResponseParameters: inQuotes(actualHeaders(facts), 'gatewayresponse.header.'),
    },
  }
}
