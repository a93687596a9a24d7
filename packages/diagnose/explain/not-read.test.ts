import { describe, expect, test } from 'vitest'
import { readInput } from './read-input.ts'

const whyOf = (text: string) => {
  const read = readInput(text)
  return 'why' in read ? read.why : null
}

const URL = 'https://api.example.com/users'

describe('an error without a reason is named as such', () => {
  test.each([
    'Uncaught (in promise) TypeError: Failed to fetch',
    'TypeError: NetworkError when attempting to fetch resource.',
    'TypeError: Load failed',
    'TypeError: The network connection was lost.',
    `POST ${URL} net::ERR_FAILED 502 (Bad Gateway)`,
    `POST ${URL} net::ERR_FAILED`,
    "AxiosError {message: 'Network Error', name: 'AxiosError', code: 'ERR_NETWORK', config: {…}, request: XMLHttpRequest, …}",
    'ApolloError: Failed to fetch',
    `ERROR HttpErrorResponse {headers: HttpHeaders, status: 0, statusText: 'Unknown Error', url: '${URL}', ok: false, …}`,
    `{"status":0,"statusText":"Unknown Error","url":"${URL}","name":"HttpErrorResponse","message":"Http failure response for ${URL}: 0 Unknown Error"}`,
    `ClientException: XMLHttpRequest error., uri=${URL}`,
    'DioException [connection error]: The connection errored: The XMLHttpRequest onError callback was called.',
    'Error: Request has been terminated\nPossible causes: the network is offline, Origin is not allowed by Access-Control-Allow-Origin, the page is being unloaded, etc.',
  ])('%s', (text) => {
    expect(whyOf(text)).toMatch(/^script gets this sentence for every failure/)
  })

  test.each([
    'CORS error',
    'users\tCORS error\tfetch\tapp.js:3',
    `GET ${URL} CORS Missing Allow Origin`,
    'XHROPTIONS http://localhost:4000/api\nCORS Failed',
    'CORS Preflight Did Not Succeed',
  ])('of a network panel: %s', (text) => {
    expect(whyOf(text)).toMatch(/^it is what the network panel shows of a failure/)
  })

  test.each([
    `GET ${URL} net::ERR_ABORTED`,
    'NS_BINDING_ABORTED',
    'AbortError: The user aborted a request.',
    'AbortError: signal is aborted without reason',
    'CanceledError: canceled',
  ])('of what the page cancelled: %s', (text) => {
    expect(whyOf(text)).toMatch(/^the page itself cancelled the request/)
  })

  test('of React Native, which has no CORS', () => {
    expect(whyOf('[TypeError: Network request failed]')).toMatch(/^it is the error of React Native, which has no CORS/)
  })
})

describe('a request in another form is named as such', () => {
  test.each([
    `wget --header='Origin: https://app.example.com' ${URL}`,
    `$ http PUT ${URL} X-A:1`,
    `requests.put('${URL}', headers={'Origin': 'https://app.example.com'})`,
    `axios.put('${URL}', { a: 1 }, { withCredentials: true })`,
    `const { data } = await axios({ method: 'put', url: '${URL}' })`,
    `$.ajax({ url: '${URL}', type: 'PUT' })`,
    `const x = new XMLHttpRequest(); x.open('PUT', '${URL}'); x.send()`,
    `this.http.put<User>('${URL}', user).subscribe()`,
    `PUT ${URL} HTTP/1.1\nOrigin: https://app.example.com\n\n{}`,
    `General\nRequest URL: ${URL}\nRequest Method: PUT\nStatus Code: 403 Forbidden\nReferrer Policy: strict-origin-when-cross-origin`,
    `Request URL\n${URL}\nRequest Method\nOPTIONS\nStatus Code\n405 Method Not Allowed\norigin\nhttps://app.example.com`,
    `* Trying 127.0.0.1:443...\n> OPTIONS /users HTTP/2\n> Host: api.example.com\n> origin: https://app.example.com\n>\n< HTTP/2 405\n< server: nginx`,
    ':method: PUT\n:scheme: https\n:authority: api.example.com\n:path: /users\nOrigin: https://app.example.com',
    ':authority\napi.example.com\n:method\nGET\n:path\n/users',
    JSON.stringify({ 'Request Headers (300 B)': { headers: [{ name: 'Origin', value: 'https://app.example.com' }] } }),
    JSON.stringify({ info: { name: 'x' }, item: [{ request: { method: 'PUT', url: { raw: URL } } }] }),
    `PUT ${URL}\nAuthorization: Bearer x\n\n{}`,
    `var request = URLRequest(url: URL(string: "${URL}")!)\nrequest.httpMethod = "PUT"`,
    `HttpRequest.newBuilder().uri(URI.create("${URL}")).build()`,
    `req, err := http.NewRequest("PUT", "${URL}", nil)`,
    `var request = new HttpRequestMessage(HttpMethod.Put, "${URL}");`,
    `val request = Request.Builder().url("${URL}").build()`,
    JSON.stringify({ info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' } }),
  ])('%s', (text) => {
    expect(whyOf(text)).toMatch(/^it is a request in a form that explain does not read/)
  })
})

test('headers alone, and a URL alone', () => {
  expect(whyOf('HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *')).toMatch(/^these are headers without their request/)
  expect(whyOf('Access-Control-Allow-Origin: *')).toMatch(/^these are headers without their request/)
  expect(whyOf(`${URL}?token=SECRET`)).toBe('it is a URL and nothing else; corskit check URL asks its server')
})

test.each([
  'hello',
  'null',
  '[]',
  '{}',
  'http is a protocol',
  'a new request to axios',
  'The URL https://a.example is down',
  'Request URLs are long',
  '{"request":1}',
  'the method is PUT',
])('%s: nothing is claimed', (text) => {
  expect(whyOf(text)).toMatch(/^(?:nothing in it is about|it is JSON, and neither)/)
})
