/**
 * A private copy of a RegExp: `compile`, an own `test`, a subclass or `lastIndex` of the given one have no effect on
 * it.
 */

type Getter = (this: unknown) => unknown

const getter = (name: string) => Object.getOwnPropertyDescriptor(RegExp.prototype, name)?.get as Getter | undefined

const sourceOf = getter('source') as Getter
const FLAGS = (
  [
    ['hasIndices', 'd'],
    ['global', 'g'],
    ['ignoreCase', 'i'],
    ['multiline', 'm'],
    ['dotAll', 's'],
    ['unicode', 'u'],
    ['unicodeSets', 'v'],
    ['sticky', 'y'],
  ] as const
).map(([name, flag]) => [getter(name), flag] as const)

/**
 * `null` for what is not a RegExp. One of another realm is a RegExp too: the engine's internal slot decides, not the
 * class.
 */
export function ownRegExp(value: unknown): RegExp | null {
  if (typeof value !== 'object') return null
  try {
    const source = sourceOf.call(value)
    const flags = FLAGS.filter(([isSet]) => isSet?.call(value) === true).map(([, flag]) => flag)
    return new RegExp(String(source), flags.join(''))
  } catch {
    return null
  }
}
