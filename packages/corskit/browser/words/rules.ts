/** Every rule that the model applies: its name in the standard's words, and its step. */

export interface Rule {
  readonly name: string
  readonly spec: string
}

const fetchRule = (name: string, anchor: string): Rule => ({ name, spec: `https://fetch.spec.whatwg.org/#${anchor}` })

export const RULES = {
  requestConstructor: fetchRule('new Request', 'dom-request'),
  method: fetchRule('method', 'methods'),
  forbiddenRequestHeader: fetchRule('forbidden request-header', 'forbidden-request-header'),
  requestBody: fetchRule('request body', 'concept-bodyinit-extract'),
  badPort: fetchRule('port blocking', 'port-blocking'),
  mixedContent: {
    name: 'mixed content',
    spec: 'https://w3c.github.io/webappsec-mixed-content/#should-block-fetch',
  },
  localNetworkAccess: {
    name: 'local network access check',
    spec: 'https://wicg.github.io/local-network-access/#local-network-access-check',
  },
  mainFetch: fetchRule('main fetch', 'main-fetch'),
  schemeFetch: fetchRule('scheme fetch', 'scheme-fetch'),
  preflightNeeded: fetchRule('CORS-preflight needed', 'main-fetch'),
  preflightCache: fetchRule('CORS-preflight cache', 'cors-preflight-cache'),
  preflightStatus: fetchRule('CORS-preflight status', 'cors-preflight-fetch'),
  preflightRedirect: fetchRule('CORS-preflight redirect', 'cors-preflight-fetch'),
  preflightMethods: fetchRule('Access-Control-Allow-Methods', 'cors-preflight-fetch'),
  preflightHeaders: fetchRule('Access-Control-Allow-Headers', 'cors-preflight-fetch'),
  corsCheck: fetchRule('CORS check', 'concept-cors-check'),
  timingAllowCheck: fetchRule('TAO check', 'concept-tao-check'),
  resourcePolicy: fetchRule('cross-origin resource policy check', 'cross-origin-resource-policy-header'),
  integrity: fetchRule('integrity', 'main-fetch'),
  redirect: fetchRule('HTTP-redirect fetch', 'http-redirect-fetch'),
  redirectMode: fetchRule('redirect mode', 'http-fetch'),
  network: fetchRule('HTTP-network fetch', 'http-network-fetch'),
  filteredResponse: fetchRule('filtered response', 'concept-filtered-response'),
} as const satisfies Record<string, Rule>
