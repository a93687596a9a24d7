/** Parts of a URL that may be none: it stood in a text. */

/** Empty where there is none. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '')

export const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null)

/** The text itself where it is no URL. */
export const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url)
