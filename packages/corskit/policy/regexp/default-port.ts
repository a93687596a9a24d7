/** RegExps that spell out a port which browsers leave out. */
import type { SchemeIssue } from './meant-scheme.ts'

/** @param source of a RegExp that admits nothing */
export function defaultPortIssue(source: string): SchemeIssue | null {
  const [whole = '', scheme = '', host = '', port = '', end = ''] =
    /^\^(https?)(:.*?):(443|80)(\)*\$)$/is.exec(source) ?? []
  const isDefault = port === (scheme.toLowerCase() === 'https' ? '443' : '80')
  if (whole === '' || !isDefault) return null
  const message = `browsers leave ${port} out, because it is the default port of ${scheme.toLowerCase()}:`
  return { code: 'regexp-matches-nothing', message, sources: [`^${scheme}${host}${end}`] }
}
