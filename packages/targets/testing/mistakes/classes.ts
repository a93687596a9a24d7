/**
 * Every class of misconfiguration that scanners and papers know: the mistakes that stand for it, or why it is not a
 * matter of a policy.
 */

type Class = readonly [title: string, mistakes: readonly string[] | string]

export const CLASSES: readonly Class[] = [
  ['any origin is reflected, with credentials', ['any origin is reflected, with credentials']],
  ['any origin is reflected, without credentials', ['any origin is reflected']],
  ['`*`', ['every origin by *']],
  ['`*` beside credentials', ['* beside credentials']],
  ['the beginning matches: `app.example.com.evil.example`', ['prefix']],
  ['the end matches: `evilapp.example.com`', ['suffix']],
  ['a dot stands for any character', ['an unescaped dot', 'every dot is unescaped']],
  ['the name is looked for anywhere', ['substring']],
  [
    'the origin is looked for in the allowed name: `pp.example.com`',
    ['the beginning is cut off', 'the end is cut off', 'a part of an allowed origin'],
  ],
  ['`null`', ['null']],
  ['https trusts http', ['the other scheme', 'http of the subdomains']],
  ['any subdomain', ['any subdomain', 'the apex of a wildcard', 'a wildcard takes dots']],
  ['shared hosting and playgrounds', ['a shared host', 'a playground']],
  ['characters that tricked a parser', ['what follows an underscore']],
  ['any port', ['any port']],
  ['loopback in production', ['localhost in production', 'an address of loopback in production']],
  ['a trusted origin that nobody owns', 'who owns a name is a matter of DNS; the policy and the server agree on it'],
  ['no Vary', ['no Vary', 'Vary on a match only', 'Vary names something else']],
  [
    'an answer that is kept and handed to others',
    [
      'a cache in front does not heed Vary, and says nothing',
      'a cache in front does not heed Vary, and says Age',
      'a cache in front does not heed Vary, and says X-Cache',
      'a cache in front heeds Vary, which is there on a match only',
    ],
  ],
  ['a request header that is reflected into a page that is kept', 'what stands in the page is a matter of the app'],
  [
    'the origin is copied with control characters in it',
    'no browser sends them; an origin that is copied unseen is found as one that is reflected',
  ],
  [
    'a header that no browser understands',
    [
      'a list as the allowed origin',
      'a pattern as the allowed origin',
      'a slash at the end',
      'upper case in the allowed origin',
      'True for true',
      'methods in lower case',
    ],
  ],
  [
    'preflight and answer disagree',
    [
      'the preflight passes, the answer has no headers',
      'the answer has headers, the preflight none',
      'the preflight needs a login',
      'the preflight is redirected',
    ],
  ],
  [
    'more methods or headers than needed',
    [
      'whatever method is asked for',
      'a method more',
      'whatever header is asked for',
      'a header more',
      'any header by *',
    ],
  ],
  ['remembered for too long', ['remembered for longer']],
  ['too many headers are exposed', ['script sees every header', 'script sees a header more']],
  [
    'another policy for some paths, methods or statuses',
    ['error pages have no headers', 'HEAD has no headers', 'another path is open to everybody'],
  ],
  ['Origin is taken for a login', ['without Origin it is refused']],
  ['no defense against cross-site writes', 'CORS does not stop a write: that is the guard'],
  [
    'a private service that the web can reach',
    'where a server can be reached from is not in its policy; that it is open is found as `*` or as reflected',
  ],
  ['WebSockets without a look at Origin', 'CORS does not cover WebSockets: that is the guard'],
  ['an open proxy', 'what a server fetches for others is not in its policy'],
  ['older ways to opt in: crossdomain.xml, JSONP', 'browsers look at them no longer, or they are pages of the app'],
  ['two layers add headers', ['two layers add headers', 'one of two Origin lines is checked, the other repeated']],
]

/** Beside them: the server allows less than the policy, or is not the same each time. */
export const NARROWER: readonly string[] = [
  'one origin is sent to everybody',
  'a wildcard is one label',
  'any port is only with a port',
  'an origin is missing',
  'credentials too',
  'no credentials',
  'a method is missing',
  'a header is missing',
  'max-age is missing',
  'an exposed header is missing',
  'every OPTIONS is taken for a preflight',
  'every second answer has no headers',
]
