/** Schemes whose pages send no origin of their own, each with the reason. */
export const REFUSED_SCHEMES: Readonly<Record<string, string>> = {
  file: "pages of files have the origin null, which any site can take, so file: has no origin to allow; this holds for the 'file://' of old Android WebViews too",
  data: 'pages of data: have the origin null',
  about: 'pages of about: have the origin of the page that opened them, or null',
  blob: 'pages of blob: have the origin of the page that made them',
  filesystem: 'pages of filesystem: have the origin of the page that made them',
  javascript: 'javascript: runs in the page that follows the link, with its origin',
  ws: 'a web socket carries the origin of the page that opens it, which is http: or https:',
  wss: 'a web socket carries the origin of the page that opens it, which is http: or https:',
  ftp: 'no browser loads pages by ftp:',
}

export const isRefusedScheme = (scheme: string): boolean => Object.hasOwn(REFUSED_SCHEMES, scheme)
