/** A set-up's request as arguments of `corskit check`. */
import { PAGE } from './set-up.ts'

interface Asked {
  readonly origin?: string
  readonly method?: string
  readonly headers?: unknown
  readonly body?: unknown
  readonly credentials?: string
  readonly mode?: string
}

/** The user has allowed the page to reach this machine. */
export function checkArguments(url: string, { origin, method, headers, body, credentials, mode }: Asked): string[] {
  return [
    url,
    ...['--origin', origin ?? PAGE, '--permission', 'granted'],
    ...(method === undefined ? [] : ['-X', method]),
    ...Object.entries((headers ?? {}) as Record<string, string>).flatMap(([name, value]) => [
      '-H',
      `${name}: ${value}`,
    ]),
    ...(typeof body === 'string' ? ['--data', body] : []),
    ...(credentials === undefined ? [] : ['--credentials', credentials]),
    ...(mode === undefined ? [] : ['--mode', mode]),
  ]
}

/** The same as a line for a shell. */
export function checkLine(url: string, asked: Asked): string {
  const words = checkArguments(url, asked).map((word) =>
    /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  )
  return `corskit check ${words.join(' ')}`
}
