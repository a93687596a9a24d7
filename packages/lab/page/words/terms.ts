/** The words that are explained where a reader first meets them. */
export interface Term {
  readonly id: string
  /** Before its explanation. */
  readonly name: string
  /** As it appears in a text, with word boundaries. */
  readonly pattern: RegExp
  readonly says: string
}

export const GLOSSARY: readonly Term[] = [
  {
    id: 'origin',
    name: 'Origin',
    pattern: /\borigins?\b/,
    says: 'Scheme, host and port of an address together: https://app.example.com is one origin, and https://app.example.com:8443 is another. The path does not count.',
  },
  {
    id: 'preflight',
    name: 'Preflight',
    pattern: /\bpreflights?\b/,
    says: 'A question that the browser asks before the request itself: OPTIONS, with the method and the headers that the page wants to send. The request goes out only if the answer agrees.',
  },
  {
    id: 'credentials',
    name: 'Credentials',
    pattern: /\bcredentials\b/,
    says: 'What proves who the user is, without the page doing anything: cookies, a login of HTTP, a client certificate. The browser adds them if the call of fetch says so.',
  },
  {
    id: 'opaque',
    name: 'Opaque',
    pattern: /\bopaque\b/,
    says: 'An answer that arrived and that script cannot look into: no status, no headers, no body.',
  },
  {
    id: 'safelisted',
    name: 'Safelisted',
    pattern: /\bsafelisted\b/,
    says: 'On a list of the standard: methods and headers that pages could send long before CORS, by a form or a picture. They need no preflight.',
  },
  {
    id: 'site',
    name: 'Same site',
    pattern: /\bsame site\b|\bsame-site\b/,
    says: 'The same registered name, such as example.com, with the same scheme. app.example.com and api.example.com are two origins of one site.',
  },
]
