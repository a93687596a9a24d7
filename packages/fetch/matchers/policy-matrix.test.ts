import { expect, it } from 'vitest'
import { policyMatrix } from '../matchers.ts'

/** Allows one origin, PUT and one header, all with credentials; any origin may GET without. */
function api(request: Request): Response {
  const origin = request.headers.get('origin')
  if (origin !== 'https://app.example.com') return new Response('', { headers: { 'access-control-allow-origin': '*' } })
  const headers = {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'PUT',
    'access-control-allow-headers': 'x-token',
    'access-control-max-age': '600',
  }
  return new Response(null, { status: 204, headers })
}

it('shows every combination, each fetched as if it were the first', async () => {
  const table = await policyMatrix('https://api.example.com/users', {
    origins: ['https://app.example.com', 'https://evil.example', 'null'],
    methods: ['GET', 'PUT', 'DELETE'],
    headers: [{}, { 'x-token': '1' }],
    handlers: { 'https://api.example.com': api },
    engine: 'firefox',
  })
  expect(`\n${table}\n`).toMatchInlineSnapshot(`
    "
    https://api.example.com/users, firefox

    https://app.example.com  same-origin                          include
      GET                    allowed                              allowed
      GET + x-token: 1       allowed                              allowed
      PUT                    allowed                              allowed
      PUT + x-token: 1       allowed                              allowed
      DELETE                 MethodDisallowedByPreflightResponse  MethodDisallowedByPreflightResponse
      DELETE + x-token: 1    MethodDisallowedByPreflightResponse  MethodDisallowedByPreflightResponse

    https://evil.example     same-origin                          include
      GET                    allowed                              WildcardOriginNotAllowed
      GET + x-token: 1       HeaderDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      PUT                    MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      PUT + x-token: 1       MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      DELETE                 MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      DELETE + x-token: 1    MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed

    null                     same-origin                          include
      GET                    allowed                              WildcardOriginNotAllowed
      GET + x-token: 1       HeaderDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      PUT                    MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      PUT + x-token: 1       MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      DELETE                 MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
      DELETE + x-token: 1    MethodDisallowedByPreflightResponse  PreflightWildcardOriginNotAllowed
    "
  `)
})
