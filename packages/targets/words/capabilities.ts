/** Compares a policy with what a target can express: it is exact, narrower with a note, or a problem. Never wider. */
import type { Facts } from './facts.ts'
import type { Capabilities, Problem } from './target.ts'

/** The capabilities of a target that decides by code or by regular expressions. */
export const EVERYTHING: Capabilities = {
  origins: Number.POSITIVE_INFINITY,
  subdomains: 'exact',
  labelWildcard: true,
  anyPort: true,
  subdomainsWithAnyPort: true,
  regExp: true,
  nullOrigin: true,
  ownSchemes: true,
  anyOrigin: true,
  credentials: true,
  anyMethod: true,
  methods: null,
  anyHeader: true,
  allowedHeaders: true,
  exposedHeaders: true,
  maxAge: { least: 0, most: 86_400 },
  vary: true,
  standalone: true,
  upstreamTls: true,
  lowerCaseMethods: true,
  refusedCharacters: null,
}

/** The methods that stand for `'*'`, where the target has to name them. */
const COMMON_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

export interface Fitted {
  /** What is to be written: the policy, or less. */
  readonly facts: Facts
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}

export function fit(facts: Facts, can: Capabilities, title: string): Fitted {
  const notes: string[] = []
  const problems: Problem[] = []
  const refuse = (element: string, message: string, instead: string) => problems.push({ element, message, instead })
  fitOrigins(facts, can, title, notes, refuse)
  const fitted: Facts = {
    ...facts,
    ...fitLists(facts, can, title, notes, refuse),
    maxAge: fitMaxAge(facts, can, notes, refuse),
  }
  if (facts.credentials && !can.credentials) refuse('credentials', `${title} cannot allow credentials`, IN_FRONT)
  for (const name of facts.leftOut) notes.push(`${name} is not generated`)
  if (facts.vary.length > 0 && !can.vary)
    notes.push(`vary: ${title} cannot add ${facts.vary.join(', ')} to Vary; add it in the app`)
  return { facts: fitted, notes, problems }
}

type Refuse = (element: string, message: string, instead: string) => void

const IN_FRONT = 'let a server in front decide (corskit generate nginx), or corskit in the app'

function fitOrigins(
  { any, exact, sets }: Facts,
  can: Capabilities,
  title: string,
  notes: string[],
  refuse: Refuse,
): void {
  if (any && !can.anyOrigin) refuse('origin', `${title} cannot allow every origin`, IN_FRONT)
  const count = exact.length + sets.length
  if (count > can.origins)
    refuse(
      'origin',
      `${title} takes ${can.origins === 1 ? 'one origin' : `${can.origins} origins`}, and the policy has ${count}`,
      IN_FRONT,
    )
  for (const origin of exact) {
    if (origin === 'null' && !can.nullOrigin) refuse('origin', `${title} cannot allow the origin null`, 'remove it')
    if (origin !== 'null' && !can.ownSchemes && !/^https?:/.test(origin)) {
      refuse('origin', `${title} takes http and https origins only, not ${origin}`, IN_FRONT)
    }
  }
  for (const { text, parts } of sets) {
    if (parts === null) {
      if (!can.regExp)
        refuse('origin', `${title} has no regular expressions: ${text}`, 'list the origins or use patterns')
      continue
    }
    if (!can.ownSchemes && !/^https?$/.test(parts.scheme))
      refuse('origin', `${title} takes http and https origins only, not ${text}`, IN_FRONT)
    if (parts.port === '*' && !can.anyPort)
      refuse('origin', `${title} cannot allow any port: ${text}`, 'name the ports')
    if (parts.port === '*' && parts.subdomains && can.anyPort && !can.subdomainsWithAnyPort)
      refuse('origin', `${title} takes one wildcard in an origin: ${text}`, 'name the ports')
    if (parts.label !== null && !can.labelWildcard) {
      refuse('origin', `${title} has no wildcard inside a label: ${text}`, 'list the origins one by one')
    }
    if (parts.subdomains && can.subdomains === 'no') {
      refuse('origin', `${title} has no wildcard for subdomains: ${text}`, 'list the origins one by one')
    }
    if (parts.subdomains && can.subdomains === 'one-label') {
      notes.push(`narrowed: ${text} is one label here (https://a.b.example.com is refused)`)
    }
  }
}

function fitLists(facts: Facts, can: Capabilities, title: string, notes: string[], refuse: Refuse): Partial<Facts> {
  const { credentials, anyMethod, anyHeader, allowedHeaders, exposedHeaders, anyExposed } = facts
  let { methods } = facts
  const byName = anyMethod && (credentials || !can.anyMethod)
  if (byName) {
    methods = [...new Set([...methods, ...COMMON_METHODS])]
    notes.push(`narrowed: methods '*' is written as ${methods.join(', ')}`)
  }
  if (can.methods !== null) {
    const known = can.methods
    const missing = methods.filter((method) => !known.includes(method) && !byName)
    if (missing.length > 0) refuse('methods', `${title} does not know ${missing.join(', ')}`, IN_FRONT)
    methods = methods.filter((method) => known.includes(method))
  }
  const lower = methods.find((method) => method !== method.toUpperCase())
  if (lower !== undefined && !can.lowerCaseMethods) {
    refuse(
      'methods',
      `${title} writes every method in upper case, and ${lower} is another method to browsers`,
      IN_FRONT,
    )
  }
  // Browsers take a `*` literally beside credentials, and let it cover Authorization without them, which the policy
  // does not.
  if (anyHeader && (credentials || !can.anyHeader)) {
    refuse(
      'allowedHeaders',
      `'*' ${credentials ? 'means nothing to browsers beside credentials' : `cannot be written for ${title}`}`,
      'name the headers',
    )
  } else if (anyHeader && !allowedHeaders.includes('authorization')) {
    refuse(
      'allowedHeaders',
      "'*' lets browsers send Authorization too, which the policy does not allow",
      "name the headers, or write ['*', 'authorization']",
    )
  }
  if (allowedHeaders.length > 0 && !can.allowedHeaders) {
    refuse('allowedHeaders', `${title} does not answer preflights, so no request header can be allowed`, IN_FRONT)
  }
  if ((exposedHeaders.length > 0 || anyExposed) && !can.exposedHeaders) {
    refuse('exposedHeaders', `${title} cannot expose headers`, IN_FRONT)
  }
  for (const [element, names] of [
    ['methods', methods],
    ['allowedHeaders', allowedHeaders],
    ['exposedHeaders', exposedHeaders],
  ] as const) {
    const odd = names.find((name) => can.refusedCharacters?.test(name))
    if (odd !== undefined) refuse(element, `the name ${odd} cannot be written for ${title}`, 'rename it')
  }
  return { methods, anyMethod: anyMethod && !byName }
}

function fitMaxAge(
  { maxAge }: Facts,
  { maxAge: { least, most } }: Capabilities,
  notes: string[],
  refuse: Refuse,
): number | null {
  if (maxAge === null) return null
  if (maxAge < least)
    refuse(
      'maxAge',
      `${maxAge} seconds cannot be written: the least is ${least}`,
      `write ${least}, or leave maxAge out`,
    )
  if (maxAge > most) notes.push(`narrowed: maxAge is ${most} here, not ${maxAge}`)
  return Math.min(maxAge, most)
}
