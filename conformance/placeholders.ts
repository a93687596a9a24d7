import type { Scenario, ServedResponse, ServedResponses } from './scenario.ts'

/** `{A}` … `{D}` to origins such as `http://web-platform.test:40001`. */
export type Origins = { [key: string]: string }

const host = (origin: string) => origin.slice(origin.indexOf('//') + 2)

function fillText(text: string, origins: Origins): string {
  return text.replace(/\{([A-D])(:host|:upper)?\}/g, (_, key: string, form?: string) => {
    const origin = origins[key] ?? ''
    return form === ':host' ? host(origin) : form === ':upper' ? origin.toUpperCase() : origin
  })
}

/** In a URL the scenario's own prefix goes in front of the path; in a header value such as `{A}/` it must not. */
function fillUrl(text: string, origins: Origins, prefix: string): string {
  return fillText(text.replace(/(\{[A-D](?::host|:upper)?\})\//g, `$1${prefix}/`), origins)
}

function fillDeep<T>(value: T, fill: (text: string) => string): T {
  if (typeof value === 'string') return fill(value) as T
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, fill)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDeep(item, fill)])) as T
}

/**
 * The scenario with real origins, all its URLs under `prefix` (`/s/<run id>`), which keeps caches and logs of scenarios
 * apart.
 */
export function fill(scenario: Scenario, origins: Origins, prefix: string): Scenario {
  const text = (value: string) => fillText(value, origins)
  const url = (value: string) => fillUrl(value, origins, prefix)
  const answer = (value: ServedResponse): ServedResponse =>
    'drop' in value
      ? value
      : {
          ...fillDeep(value, text),
          headers: (value.headers ?? []).map(([name, content]): [string, string] => [
            name,
            name.toLowerCase() === 'location' ? url(content) : text(content),
          ]),
        }
  const each = (value: ServedResponse | ServedResponse[]) => (Array.isArray(value) ? value.map(answer) : answer(value))
  const answers = ({ pre, act }: ServedResponses): ServedResponses => ({
    ...(pre && { pre: each(pre) }),
    ...(act && { act: each(act) }),
  })
  return {
    ...scenario,
    calls: scenario.calls.map((call) => ({
      ...call,
      url: url(call.url),
      ...(call.init && {
        init: { ...fillDeep(call.init, text), ...(call.init.referrer && { referrer: url(call.init.referrer) }) },
      }),
    })),
    answers: Object.fromEntries(Object.entries(scenario.answers ?? {}).map(([path, value]) => [path, answers(value)])),
  }
}

/** The way back: origins to placeholders, prefixes away. Works on any JSON value. */
export function normalise<T>(value: T, origins: Origins, prefix: string): T {
  const pairs = Object.entries(origins)
  return fillDeep(value, (text) => {
    let result = text.replaceAll(`${prefix}/`, '/')
    for (const [key, origin] of pairs) {
      result = result.replaceAll(origin, `{${key}}`).replaceAll(origin.toUpperCase(), `{${key}:upper}`)
    }
    for (const [key, origin] of pairs) result = result.replaceAll(host(origin), `{${key}:host}`)
    return result
  })
}
