/** A probe as a command line. */
import type { VerifyProbe } from './words.ts'

export function curlOf({ method, url, headers }: VerifyProbe): string {
  const parts = [
    'curl -i',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
  ]
  return [...parts, quoted(url)].join(' ')
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
