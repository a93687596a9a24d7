/** The parameters that a router of Express with `mergeParams` sees. */

export type Params = Readonly<Record<string, unknown>>

/**
 * Groups of a RegExp and wildcards have numbers as names: where both have them, Express counts on, so that the inner
 * ones do not replace the outer ones. https://github.com/pillarjs/router/blob/v2.3.0/index.js#L571
 */
export function mergedParams(outer: Params, inner: Params): Params {
  if (!Object.hasOwn(outer, '0') || !Object.hasOwn(inner, '0')) return { ...outer, ...inner }
  const shift = numbered(outer)
  const count = numbered(inner)
  const moved = Object.entries(inner).map(([name, value]) =>
    /^\d+$/.test(name) && Number(name) < count ? [String(Number(name) + shift), value] : [name, value],
  )
  return { ...outer, ...Object.fromEntries(moved) }
}

/** How many have the names 0, 1, 2 and so on, without a gap. */
function numbered(params: Params): number {
  let count = 0
  while (Object.hasOwn(params, count)) count++
  return count
}
