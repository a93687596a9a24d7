/** What a value is, in words for a message. Nothing here throws, whatever the value does when it is read. */

/** A revoked proxy throws even when it is asked whether it is an array. */
export function kindOf(value: object): 'an array' | 'an object' | 'a revoked proxy' {
  try {
    return Array.isArray(value) ? 'an array' : 'an object'
  } catch {
    return 'a revoked proxy'
  }
}

/**
 * What the engine calls a value, of this realm or another: `Object`, `Promise`, `GeneratorFunction`. `null` for a proxy
 * that refuses to tell.
 */
export function tagOf(value: unknown): string | null {
  try {
    return Object.prototype.toString.call(value).slice(8, -1)
  } catch {
    return null
  }
}

/** With its article: `a Map`, `a Promise`, `an instance of Settings`, `a class`, `an array`, `an object`. */
export function nameOf(value: object): string {
  const tag = tagOf(value)
  if (typeof value === 'function') return nameOfFunction(value, tag)
  const kind = kindOf(value)
  if (kind !== 'an object') return kind
  if (tag === null) return 'an object that cannot be read'
  if (isOfAnApp(tag)) return nameOfInstance(value) ?? kind
  // An object can give itself any text.
  return /^\w[\w ]{0,39}$/.test(tag) ? `${/^[AEIO]/.test(tag) ? 'an' : 'a'} ${tag}` : kind
}

/** An object that an app has made itself, and nothing built in, such as a list, a Map or a Promise. */
export function isObjectOfAnApp(value: unknown): boolean {
  return typeof value === 'object' && value !== null && kindOf(value) === 'an object' && isOfAnApp(tagOf(value))
}

/**
 * Whether an object may hold properties of these names. A Map, a Promise or an instance of a class holds something
 * else, unless it has one of them as a property of its own.
 */
export function mayHold(value: object, names: readonly string[]): boolean {
  if (kindOf(value) !== 'an object') return false
  if (tagOf(value) === null || nameOf(value) === 'an object') return true
  try {
    return names.some((name) => Object.hasOwn(value, name))
  } catch {
    return true
  }
}

/** `Module` is what `import * as` gives. */
const isOfAnApp = (tag: string | null) => tag === 'Object' || tag === 'Module'

function nameOfFunction(value: object, tag: string | null): string {
  if (/^class\b/.test(Function.prototype.toString.call(value))) return 'a class'
  return tag === 'GeneratorFunction' || tag === 'AsyncGeneratorFunction' ? 'a generator' : 'a function'
}

/** `null` for what has no class with a name: object literals, of this realm or another, and Node's `process.env`. */
function nameOfInstance(value: object): string | null {
  try {
    const prototype: object | null = Object.getPrototypeOf(value)
    const isLiteral = prototype === null || Object.getPrototypeOf(prototype) === null
    if (isLiteral || !Object.hasOwn(prototype, 'constructor')) return null
    const name: unknown = (prototype as { constructor: { name?: unknown } }).constructor.name
    return typeof name === 'string' && /^[\w$]{1,40}$/.test(name) ? `an instance of ${name}` : null
  } catch {
    return null
  }
}
