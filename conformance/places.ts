/**
 * Where the four origins of a scenario stand. Each set is there in every run, and the page is always {A}. In each, the
 * relations of `scenario.ts` hold as far as names can have them; what changes is whether they are secure, and whether
 * they are on the visitor's own machine.
 */
export type OriginKey = 'A' | 'B' | 'C' | 'D'
export type Places = keyof typeof PLACES

/** No engine treats the names in `.test` as loopback; each driver makes its engine find them on 127.0.0.1. */
export const PLACES = {
  http: {
    A: 'http://web-platform.test',
    B: 'http://www1.web-platform.test',
    C: 'http://not-web-platform.test',
    D: 'http://web-platform.test',
  },
  https: {
    A: 'https://web-platform.test',
    B: 'https://www1.web-platform.test',
    C: 'https://not-web-platform.test',
    D: 'https://web-platform.test',
  },
  /** A secure page with servers that are not. */
  'https-to-http': {
    A: 'https://web-platform.test',
    B: 'http://www1.web-platform.test',
    C: 'https://not-web-platform.test',
    D: 'http://web-platform.test',
  },
  'http-to-https': {
    A: 'http://web-platform.test',
    B: 'https://www1.web-platform.test',
    C: 'http://not-web-platform.test',
    D: 'https://web-platform.test',
  },
  localhost: {
    A: 'http://localhost',
    B: 'http://app.localhost',
    C: 'http://127.0.0.1',
    D: 'http://localhost',
  },
  'app.localhost': {
    A: 'http://app.localhost',
    B: 'http://api.app.localhost',
    C: 'http://localhost',
    D: 'https://app.localhost',
  },
  '127.0.0.1': {
    A: 'http://127.0.0.1',
    B: 'https://127.0.0.1',
    C: 'http://web-platform.test',
    D: 'http://127.0.0.1',
  },
  /** A secure page with servers on the visitor's own machine. */
  'https-to-localhost': {
    A: 'https://web-platform.test',
    B: 'http://localhost',
    C: 'http://127.0.0.1',
    D: 'http://app.localhost',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<OriginKey, string>>>>

export const placesNames = Object.keys(PLACES) as Places[]
export const originKeys: readonly OriginKey[] = ['A', 'B', 'C', 'D']

/** Names that an engine has to be told where to find. */
export const testNames: readonly string[] = [
  ...new Set(
    Object.values(PLACES)
      .flatMap((places) => Object.values(places))
      .map((origin) => new URL(origin).hostname)
      .filter((name) => name.endsWith('.test')),
  ),
]
