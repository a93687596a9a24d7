/** A probe as a command line. */
import type { VerifyProbe } from './words.ts'

/** @param options what curl has to be told beside the request: `--resolve …`, `-k` */
export function curlOf({ method, url, headers, bodyLength }: VerifyProbe, options: readonly string[] = []): string {
  const parts = [
    ...(bodyLength === undefined ? [] : [`head -c ${bodyLength} /dev/zero |`]),
    method === 'HEAD' ? 'curl -i -I' : 'curl -i',
    ...options.map(word),
    ...(bodyLength === undefined ? [] : ['--data-binary @-']),
    ...(['GET', 'HEAD', ...(bodyLength === undefined ? [] : ['POST'])].includes(method) ? [] : [`-X ${method}`]),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
  ]
  return [...parts, quoted(url)].join(' ')
}

const word = (text: string) => (/^[\w./:,=-]+$/.test(text) ? text : quoted(text))
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
