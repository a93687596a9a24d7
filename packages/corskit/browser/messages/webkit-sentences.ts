/**
 * What WebKit prints about CORS today. `messages/` writes these sentences, `recognise/` reads them.
 * Source/WebCore/loader/CrossOriginAccessControl.cpp, CrossOriginPreflightResultCache.cpp, NetworkLoadChecker.cpp
 */

export const WEBKIT_REASONS = {
  notAllowed: 'Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}',
  several: 'Access-Control-Allow-Origin cannot contain more than one origin.',
  wildcard: 'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
  credentials: 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
  preflightStatus: 'Preflight response is not successful. Status code: {status}',
  invalidMethods: 'Header Access-Control-Allow-Methods has an invalid value: {value}',
  invalidHeaders: 'Header Access-Control-Allow-Headers has an invalid value: {value}',
  method: 'Method {method} is not allowed by Access-Control-Allow-Methods.',
  header: 'Request header field {header} is not allowed by Access-Control-Allow-Headers.',
} as const

/** Comes before a reason that is about the URL of a redirect. */
export const WEBKIT_REDIRECTED = 'Cross-origin redirection to {url} denied by Cross-Origin Resource Sharing policy: '

export const WEBKIT_REDIRECT_REASONS = {
  scheme: 'not allowed to follow a cross-origin CORS redirection with non CORS scheme',
  credentials: 'redirection URL {value} has credentials',
} as const

export const WEBKIT_LINES = {
  cannotLoad: '{initiator} cannot load {url} due to access control checks.',
  cannotLoadImage: 'Cannot load image {url} due to access control checks.',
  scriptDenied: 'Cross-origin script load denied by Cross-Origin Resource Sharing policy.',
  /** The reason follows once more. */
  beaconCannotLoad: 'Beacon API cannot load {url}. ',
  mixedContent:
    '[blocked] The page at {value} requested insecure content from {url}. This content was blocked and must be served over HTTPS.',
  /** The sentence ends there. */
  mixedContentOnLoopback:
    '[blocked] The page at {value} requested insecure content from {url}. This content was blocked and must',
  badPort: 'Not allowed to use restricted network port {port}: {url}',
  sameOriginMode: 'Fetch API cannot load {url}.',
  unsafeLoad: 'Unsafe attempt to load URL {url} from origin {origin}. Domains, protocols and ports must match.',
  noCorsRedirectMode: 'No-Cors mode requires follow redirect mode',
  notAllowedToRequest: 'Not allowed to request resource',
  redirectMode: 'Not allowed to follow a redirection while loading {url}',
  resourcePolicy:
    "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header.",
  tooManyRedirects: 'Load cannot follow more than 20 redirections',
  onlyHttp: 'Cross origin requests are only supported for HTTP.',
  ftp: 'FTP URLs are disabled',
  localResource: 'Not allowed to load local resource: {url}',
  redirectScheme: 'Redirection to URL with a scheme that is not HTTP(S).',
} as const
