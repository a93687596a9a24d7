/** By what a line of a source in another language shows that its server answers cross-origin requests. */
import { CORS_COMMAND, CORS_FLAG } from './config-signs.ts'

export interface Sign {
  readonly pattern: RegExp
  readonly code: string
  readonly message: string
  readonly instead: string
}

const sign = (pattern: RegExp, message: string): Sign => ({
  pattern,
  code: 'other-server',
  message,
  instead: 'corskit targets lists the servers that a policy can be generated for',
})

const SPRING = [
  sign(
    /@CrossOrigin|addCorsMappings|new CorsConfiguration\(|setAllowedOrigin|addAllowedOrigin|(?:\bhttp\s*|^\s*)\.cors\(|^\s*cors\s*\{/,
    'Spring answers cross-origin requests here',
  ),
  sign(/\bCorsHandler\.create|\benableCors\s*\(|\bCorsPlugin\b/, 'a Java server answers cross-origin requests here'),
]

/** What a script, a Makefile, a Dockerfile or a unit of systemd starts or sets. */
export const SHELL = sign(
  new RegExp(`${CORS_FLAG.source}|${CORS_COMMAND.source}|\\bserve\\b.*\\s--origins\\b`),
  'this command starts or sets a server that answers cross-origin requests itself',
)

/** Other endings of the same languages. */
const SAME: Readonly<Record<string, string>> = {
  kts: 'kt',
  exs: 'ex',
  cljs: 'clj',
  cljc: 'clj',
  cgi: 'pl',
  pm: 'pl',
  psgi: 'pl',
  ru: 'rb',
  phtml: 'php',
}

/** Languages of which only the headers are known. */
const ONLY_HEADERS =
  /^(?:h|hpp|m|mm|hrl|tcl|aspx?|cshtml|jsp|cfm|vue|svelte|astro|ejs|gs|pug|twig|erb|hbs|mustache|liquid)$/

const CROW = [sign(/\bCORSHandler\b/, 'a C++ server answers cross-origin requests here')]

const LANGUAGES: Readonly<Record<string, readonly Sign[]>> = {
  java: SPRING,
  kt: [
    ...SPRING,
    sign(
      /\binstall\s*\(\s*CORS\b|ktor\.server\.plugins\.cors|\bCORS\.install/,
      'Ktor answers cross-origin requests here',
    ),
  ],
  py: [
    sign(
      /\bflask_cors\b|\bCORS\(|CORSMiddleware|CORSConfig|corsheaders|\bcors\s*=\s*(?:True|["']|\w*[cC]ors)|^\s*(?:ENABLE_CORS\s*=\s*True|CORS_\w+\s*=(?!\s*(?:False|None)))|\bcors_rules\b|\.put_bucket_cors\(|@cross_origin|(?:aiohttp|falcon|quart|sanic)_cors|\bcors_enable\s*=\s*True|\bALLOW_CORS\(|\bstrict_cors\s*=\s*False\b|^\s*c\.\w+\.allow_origin(?:_pat)?\s*=/,
      'a Python app answers cross-origin requests here',
    ),
  ],
  go: [
    sign(
      /"[\w-]+\.[a-z]+\/(?:[\w.-]+\/)*cors(?:\/v\d+)?"|middleware\.CORS|handlers\.CORS|\bAllow(?:ed)?Origins\s*:|\bWithCors\(|\.CORSDefault\(/,
      'a Go server answers cross-origin requests here',
    ),
  ],
  rb: [
    sign(/Rack::Cors|sinatra\/cross_origin|\benable\s+:cross_origin/, 'a Ruby app answers cross-origin requests here'),
  ],
  cs: [
    sign(
      /\.UseCors\(|\.AddCors\(|\[EnableCors|\.EnableCors\(|\bEnableCorsAttribute\(|\bnew CorsFeature\(/,
      'ASP.NET answers cross-origin requests here',
    ),
  ],
  php: [
    sign(
      /HandleCors|NelmioCors|['"]allowed_?[oO]rigins['"]|['"]allowed_http_origins?['"]|\brest_send_cors_headers\b/,
      'a PHP app answers cross-origin requests here',
    ),
  ],
  ex: [
    sign(
      /\bCorsica\b|\bCORSPlug\b|\bCors\.Plug\b|:cors_plug\b|:corsica\b/,
      'an Elixir app answers cross-origin requests here',
    ),
  ],
  clj: [
    sign(
      /\bwrap-cors\b|ring\.middleware\.cors|pedestal\S*allowed-origins/,
      'a Clojure app answers cross-origin requests here',
    ),
  ],
  scala: [
    sign(
      /\bCORSFilter\b|\bCORSComponents\b|middleware\.CORS\b|\bCORS\.policy\b|\bCorsDirectives\b|\bcors\s*(?:\(\))?\s*\{/,
      'a Scala app answers cross-origin requests here',
    ),
  ],
  groovy: SPRING,
  xml: [
    sign(
      /<(?:[\w-]+:)?cors(?![\w-])(?!.*\benabled\s*=\s*["']false)|C(?:ors|ORS)Filter\b|\bCrossOrigin(?:Filter|Handler)\b|<(?:\w+_)cors(?:_\w+)?>\s*(?!0|false)/,
      'the server that this file is for answers cross-origin requests itself',
    ),
  ],
  swift: [sign(/\bCORSMiddleware\b/, 'a Swift app answers cross-origin requests here')],
  dart: [sign(/\bcorsHeaders\b|shelf_cors/, 'a Dart app answers cross-origin requests here')],
  // Architect
  arc: [sign(/^\s*@cors\b/, 'the gateway that Architect makes answers cross-origin requests itself')],
  lua: [sign(/resty\.cors|\bcors\.run\b/, 'OpenResty answers cross-origin requests here')],
  pl: [sign(/CrossOrigin|Plack::Middleware::CORS/, 'a Perl app answers cross-origin requests here')],
  fs: [sign(/\.UseCors\(|\.AddCors\(|\buse_cors\b/, 'ASP.NET answers cross-origin requests here')],
  vb: [sign(/\.UseCors\(|\.AddCors\(/, 'ASP.NET answers cross-origin requests here')],
  cpp: CROW,
  cc: CROW,
  cxx: CROW,
  hpp: CROW,
  h: CROW,
  sh: [SHELL],
  bash: [SHELL],
  zsh: [SHELL],
  fish: [SHELL],
  nu: [SHELL],
  ps1: [SHELL],
  psm1: [SHELL],
  bat: [SHELL],
  cmd: [SHELL],
  rs: [
    sign(
      /CorsLayer|actix_cors|rocket_cors|\bcors::Cors\b|\bmiddleware::Cors\b|\bwarp::cors\(/,
      'a Rust server answers cross-origin requests here',
    ),
  ],
}

/** The name of something that is called, made or opened: `simpleCors(app)`, `CorsFilter::new()`. */
const CALLED =
  /(?:\b(?:cors|CORS)(?![a-z-])|(?:(?<=[a-z\d])C|\bC)(?:ors|ORS)(?![a-z])|CrossOrigin(?!Opener|Embedder|Resource|Isolat)|cross_origin(?!_(?:opener|embedder|resource|isolat)))\w*(?:!?\(|\s*\{|::|<|\.\w+\()/
const LOADED =
  /^\s*(?:import\s|from\s+\S+\s+import\s|(?:use|using|require|open|alias)\s+(?=\S+(?:\s+as\s.*)?\s*$)).*(?:\bcors(?![\w-])|(?<![A-Z])C(?:ors|ORS)(?![a-z])|CrossOrigin)/
/** `cors_allowed_origins='*'`. */
const SET = /\b(?:[cC]ors|CORS)_?\w*(?:[oO]rigin|ORIGIN)\w*["']?\s*(?:=(?!=)|:(?!:))(?!\s*(?:[fF]alse|nil|None|null)\b)/

/** `EnableCORS: true`, `allow_cors = "*"`. */
const SWITCHED_ON =
  /(?<!strict|STRICT|disabled?|DISABLED?|no|NO|skip|SKIP)(?:\b|_)(?:(?:[eE]nable|[aA]llow|[uU]se|[wW]ith)_?)?(?:cors|Cors|CORS)(?:_?[eE]nabled)?["']?\s*(?:=>|:=|=(?!=)|:(?!:))\s*(?:[tT]rue\b|TRUE\b|["'](?:\*|https?:))/

/** Of frameworks that are not in the list. */
const NAMED = [CALLED, LOADED, SET, SWITCHED_ON].map((pattern) =>
  sign(pattern, 'this source has a name with CORS in it: it may answer cross-origin requests itself'),
)

/** Languages that servers are written in, and of which only the headers are known otherwise. */
const OF_SERVERS =
  /^(?:4gl|abap|ad[abs]|apl|bal|bas|c|cbl|cc|cfc|cl|cls|cob|coffee|cpp|cpy|cr|cxx|d|dpr|e|elm|erl|f|f90|f95|factor|fnl|fth|gleam|hack|hs|hx|hy|icl|idr|inc|ino|jl|l|lean|lgt|lhs|lisp|litcoffee|livemd|lpr|m4|ml|mli|mojo|moon|mrs|nim|nims|odin|p6|pas|pde|pike|pony|pp|prg|pro|prolog|ps|purs|q|r|rakumod|raku|re|red|res|rkt|roc|rpgle|sas|sbt|scm|sml|sqlrpgle|ss|st|tal|txl|v|vala|vbs|vbhtml|wren|xq|xql|xqm|xquery|zig)$/

export const endingOf = (name: string) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

/** What a source of another language shows; `null` where the ending is not that of one. */
export function signsOfLanguage(name: string): readonly Sign[] | null {
  if (!name.includes('.')) return null
  const ending = endingOf(name)
  const language = Object.hasOwn(SAME, ending) ? (SAME[ending] ?? ending) : ending
  if (Object.hasOwn(LANGUAGES, language)) {
    const known = LANGUAGES[language] ?? []
    return known.includes(SHELL) || language === 'xml' ? known : [...known, ...NAMED]
  }
  if (OF_SERVERS.test(ending)) return NAMED
  return ONLY_HEADERS.test(ending) ? [] : null
}
