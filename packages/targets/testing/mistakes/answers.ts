/** Servers whose answers are not what a browser or a cache needs. */
import { CREDENTIALS, changing, edit, has, isDynamic, ORIGIN, type WrongServer, where } from './make.ts'

export const ANSWERS: Readonly<Record<string, WrongServer>> = {
  'no Vary': where(
    isDynamic,
    changing(({ headers }) => edit(headers, 'vary', () => null)),
  ),
  'Vary on a match only': where(
    isDynamic,
    changing(({ headers }) => {
      if (!has(headers, ORIGIN)) edit(headers, 'vary', () => null)
    }),
  ),
  'Vary names something else': where(
    isDynamic,
    changing(({ headers }) => edit(headers, 'vary', () => 'Accept-Encoding')),
  ),
  'a pattern as the allowed origin': where(
    isDynamic,
    changing(({ headers }) => edit(headers, ORIGIN, (value) => value.replace(/\/\/[^.:]+/, '//*'))),
  ),
  'upper case in the allowed origin': where(
    isDynamic,
    changing(({ headers }) => edit(headers, ORIGIN, (value) => value.toUpperCase())),
  ),
  'HEAD has no headers': changing(({ headers }, probe) => {
    if (probe.method === 'HEAD') headers.splice(0)
  }),
  'one of two Origin lines is checked, the other repeated': where(
    isDynamic,
    changing(({ headers }, probe) => {
      const last = probe.headers.filter(([name]) => name === 'origin').at(-1)?.[1] ?? ''
      edit(headers, ORIGIN, () => last)
    }),
  ),
  'two layers add headers': changing(({ headers }) => {
    const found = headers.find(([name]) => name === ORIGIN)
    if (found !== undefined) headers.push(['access-control-allow-origin', found[1]])
  }),
  'a list as the allowed origin': changing(({ headers }) =>
    edit(headers, ORIGIN, (value) => `${value}, https://other.example`),
  ),
  'a slash at the end': where(
    isDynamic,
    changing(({ headers }) => edit(headers, ORIGIN, (value) => `${value}/`)),
  ),
  'True for true': where(
    ({ credentials }) => credentials === true,
    changing(({ headers }) => edit(headers, CREDENTIALS, () => 'True')),
  ),
  'credentials too': where(
    ({ credentials, origin }) => credentials !== true && origin !== '*',
    changing(({ headers }) => {
      if (has(headers, ORIGIN)) headers.push([CREDENTIALS, 'true'])
    }),
  ),
  'no credentials': where(
    ({ credentials }) => credentials === true,
    changing(({ headers }) => edit(headers, CREDENTIALS, () => null)),
  ),
}
