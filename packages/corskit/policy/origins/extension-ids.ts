/** The hosts of browser extensions, which are their ids. */

/** As the source of a RegExp, by scheme. */
export const EXTENSION_IDS: Readonly<Record<string, string>> = {
  'chrome-extension': '[a-p]{32}',
  'moz-extension': '[0-9a-f-]{36}',
  'safari-web-extension': '[0-9A-Fa-f-]{36}',
}

const IN_WORDS: Readonly<Record<string, string>> = {
  'chrome-extension': '32 letters from a to p',
  'moz-extension': 'a UUID in lower case',
  'safari-web-extension': 'a UUID',
}

/** Whether it may be the host of a page of this scheme. */
export function isHostOf(scheme: string, host: string): boolean {
  return !Object.hasOwn(EXTENSION_IDS, scheme) || new RegExp(`^${EXTENSION_IDS[scheme]}$`).test(host)
}

/** What an id of this scheme is, for a message. `null` for schemes that are not of extensions. */
export function idInWords(scheme: string): string | null {
  return Object.hasOwn(IN_WORDS, scheme) ? (IN_WORDS[scheme] as string) : null
}
