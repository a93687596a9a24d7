/** The forms that a value of `Access-Control-Allow-Origin` can have that is not the origin of the page. */
import type { Case } from '../../case.ts'
import type { Confidence } from '../../words/cause.ts'
import { isRefusedAsNoOrigin, leftBehind, unseenSigns, unwrapped } from './written-values.ts'

function parts(text: string): { scheme: string; host: string; port: string } | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:]+)(?::(\d+))?/i.exec(text)
  if (match === null) return null
  return { scheme: (match[1] ?? '').toLowerCase(), host: (match[2] ?? '').toLowerCase(), port: match[3] ?? '' }
}

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/.test(host)

/** Whether it is the origin of some page. */
const perhaps = (text: string) => (parts(text) === null ? null : 'possible')

/** A form of the value, with the words of its cause. */
export interface OriginForm {
  readonly id: string
  readonly title: string
  readonly symptom: string
  readonly sure: string
  readonly why: string
  readonly fix: string
  readonly fits: (value: string, origin: string, seen: Case) => boolean
  /** How sure it is by the value alone, where the page's origin is not known. */
  readonly alone: (value: string) => Confidence | null
  /** What this value says besides, for the evidence. */
  readonly meaning?: (value: string, origin: string) => string
}

/** In this order: the first that matches is reported. */
const isPattern = (text: string) =>
  text !== '*' && (text.includes('*') || /^\/?\^|\\[./dw]|\$\/?[a-z]*$|^\/.*\/[a-z]*$/.test(text))

const hasNoScheme = (text: string) => text !== 'null' && !isPattern(text) && parts(text) === null

export const ORIGIN_FORMS: readonly OriginForm[] = [
  {
    id: 'redirect-taints-origin',
    title: 'A redirect to a third origin turned Origin into null',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://app.example.com' that is not equal to the supplied origin, although they look the same.",
    sure: 'The last request has `Origin: null`, and a redirect between two other origins stands before it.',
    why: 'A redirect from one foreign origin to another hides who asked. The server that is reached then sees `null`.',
    fix: 'Call the last address directly, or redirect within one origin only. Do not allow `null`: every sandboxed frame has it.',
    fits: (_, origin, seen) =>
      origin === 'null' && seen.origin !== 'null' && (seen.exchanges.length > 1 || seen.isOnlyMessage),
    alone: perhaps,
  },
  {
    id: 'origin-empty',
    title: 'Access-Control-Allow-Origin is empty',
    symptom: "The 'Access-Control-Allow-Origin' header contains the invalid value ''.",
    sure: 'The header is there, without a value.',
    why: 'A variable of the environment is not set.',
    fix: 'Set the variable. Where no origin is allowed, leave the header out.',
    fits: (text) => text.trim() === '',
    alone: (text) => (text.trim() === '' ? 'certain' : null),
  },
  {
    id: 'origin-not-filled-in',
    title: 'Access-Control-Allow-Origin has what a program left there, and not an origin',
    symptom:
      "The 'Access-Control-Allow-Origin' header contains the invalid value 'undefined' (or '$CORS_ORIGIN', '%CORS_ORIGIN%', '[object Object]', 'true').",
    sure: 'The value is a word of a programming language, or the name of a variable.',
    why: 'A variable of the environment is not set, or nothing puts its value in the place of its name: single quotes in a shell, a file of settings without substitution. Or the setting was given a value of another kind than text.',
    fix: 'Set the variable where the server runs, and look whether its value arrives there. Where no origin is allowed, leave the header out.',
    fits: (text) => leftBehind(text) !== null,
    alone: (text) => (leftBehind(text) === null ? null : 'certain'),
    meaning: (text) => leftBehind(text) ?? '',
  },
  {
    id: 'origin-in-quotes',
    title: 'Quotes, brackets or other signs are a part of the allowed origin',
    symptom:
      "The 'Access-Control-Allow-Origin' header contains the invalid value '\"https://app.example.com\"' (or '[\"https://app.example.com\"]').",
    sure: 'The value begins or ends with a quote, a bracket, a semicolon, or a sign that nobody sees, such as a space that does not break.',
    why: 'The header holds the origin as it is. Quotes in an .env file of Docker, in YAML within a text, or in the value of a proxy’s configuration are sent too; a list was written as JSON.',
    fix: 'Remove the signs where the value is set: type it anew where none can be seen. Of a list, answer with the one origin that asked.',
    fits: (text, _, seen) => unwrapped(text) !== null || isRefusedAsNoOrigin(seen),
    alone: (text) => (unwrapped(text) === null ? null : 'certain'),
    meaning: (text, origin) => {
      if (unwrapped(text) === null)
        return 'The console says that the value is not an origin: it has signs that nobody sees, and copying has left them out'
      const unseen = unseenSigns(text)
      const signs = unseen.length > 0 ? `The signs around it (${unseen.join(', ')})` : 'The signs around it'
      const is = unwrapped(text) === origin ? '. Without them it is the origin of the page' : ''
      return `${signs} are a part of the value${is}`
    },
  },
  {
    id: 'origin-trailing-slash',
    title: 'The allowed origin ends with a slash or a path',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://app.example.com/' that is not equal to the supplied origin.",
    sure: 'The value ends with `/`, or with a path.',
    why: 'An origin is scheme, host and port. Browsers send it without a slash and compare it to the letter.',
    fix: 'Remove the slash from the configured origin, and all that stands behind it.',
    fits: (text, origin) => text.startsWith(`${origin}/`),
    alone: (text) => (/^[a-z][a-z0-9+.-]*:\/\/[^/*]+\//i.test(text) ? 'likely' : null),
  },
  {
    id: 'origin-glob',
    title: 'The allowed origin is a pattern, which browsers do not know',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://*.example.com' that is not equal to the supplied origin.",
    sure: 'The value has a `*` beside other characters, or the signs of a RegExp (`^`, `\\`, `(`).',
    why: 'The header holds one origin or `*` alone. Patterns are for the server to match; it then answers with the origin that asked.',
    fix: 'Match the pattern on the server, and answer with the origin that was sent, and with `Vary: Origin`.',
    fits: isPattern,
    alone: (text) => (isPattern(text) ? 'certain' : null),
  },
  {
    id: 'origin-without-scheme',
    title: 'The allowed origin has no scheme',
    symptom: "The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example.com'.",
    sure: 'The value does not begin with `https://` or `http://`.',
    why: 'An origin begins with its scheme.',
    fix: 'Write the origin as the browser sends it: `https://app.example.com`.',
    fits: hasNoScheme,
    alone: (text) => (hasNoScheme(text) ? 'certain' : null),
  },
  {
    id: 'origin-case',
    title: 'The allowed origin is written in other letters',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://App.example.com' that is not equal to the supplied origin.",
    sure: 'Value and origin differ only in upper and lower case.',
    why: 'Browsers send hosts in lower case, and compare to the letter.',
    fix: 'Write the origin in lower case.',
    fits: (text, origin) => text !== origin && text.toLowerCase() === origin.toLowerCase(),
    alone: (text) => (text !== text.toLowerCase() ? 'likely' : null),
  },
  {
    id: 'localhost-or-127',
    title: 'localhost and 127.0.0.1 are two origins',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'http://localhost:5173' that is not equal to the supplied origin, on a page at 127.0.0.1.",
    sure: 'One of them is `localhost`, the other `127.0.0.1` or `[::1]`, with the same port. A server that is silent for the one allows the other.',
    why: 'Browsers compare names and do not look where they lead.',
    fix: 'Open the page under the name that the server allows, or allow both.',
    fits: (text, origin) => {
      const [a, b] = [parts(text), parts(origin)]
      return (
        a !== null && b !== null && a.host !== b.host && isLoopback(a.host) && isLoopback(b.host) && a.port === b.port
      )
    },
    alone: (text) => (isLoopback(parts(text)?.host ?? '') ? 'possible' : null),
  },
  {
    id: 'origin-scheme',
    title: 'The allowed origin has another scheme',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'http://app.example.com' that is not equal to the supplied origin, on an https page.",
    sure: 'Host and port are equal; one is http, the other https.',
    why: 'http and https are two origins.',
    fix: 'Allow the origin with the scheme of the page.',
    fits: (text, origin) => {
      const [a, b] = [parts(text), parts(origin)]
      return a !== null && b !== null && a.host === b.host && a.scheme !== b.scheme
    },
    alone: perhaps,
  },
  {
    id: 'origin-port',
    title: 'The allowed origin has another port',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'http://localhost:3000' that is not equal to the supplied origin, on a page at port 5173.",
    sure: 'Scheme and host are equal; the ports are not.',
    why: 'The port is a part of the origin. A development server may have taken another port because its own was in use.',
    fix: 'Allow the port that stands in the address bar.',
    fits: (text, origin) => {
      const [a, b] = [parts(text), parts(origin)]
      return a !== null && b !== null && a.host === b.host && a.scheme === b.scheme && a.port !== b.port
    },
    alone: perhaps,
  },
]
