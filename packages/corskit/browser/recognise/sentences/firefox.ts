/**
 * The sentences of Firefox, of version 20 to today, in all its languages. dom/locales/…/security/security.properties
 */
import { FIREFOX_LINES, FIREFOX_REASONS, type FirefoxKey } from '../../messages/firefox-sentences.ts'
import type { MessageCode } from '../recognised-message.ts'
import { FIREFOX_LOCALES } from './firefox-locales.ts'
import { type KnownSentence, sentencesOf, withPreflight } from './known-sentence.ts'

const known = sentencesOf('firefox')

const CODES: Readonly<Record<FirefoxKey, readonly MessageCode[]>> = {
  CORSDisabled: ['CorsDisabled'],
  CORSDidNotSucceed2: [
    'NetworkError',
    'RedirectContainsCredentials',
    'RedirectUnsupportedScheme',
    'RedirectNotAllowed',
    'InvalidRedirectLocation',
    'TooManyRedirects',
  ],
  CORSOriginHeaderNotAdded: ['OriginHeaderNotAdded'],
  CORSExternalRedirectNotAllowed: ['PreflightDisallowedRedirect'],
  CORSRequestNotHttp: ['CorsDisabledScheme', 'RedirectUnsupportedScheme'],
  CORSMissingAllowOrigin2: withPreflight('MissingAllowOriginHeader'),
  // Of a PUT, it prints this also where no answer came.
  CORSMultipleAllowOriginNotAllowed: [...withPreflight('MultipleAllowOriginValues'), 'NetworkError'],
  CORSAllowOriginNotMatchingOrigin: withPreflight(
    'AllowOriginMismatch',
    'InvalidAllowOriginValue',
    'MultipleAllowOriginValues',
  ),
  CORSNotSupportingCredentials: withPreflight('WildcardOriginNotAllowed'),
  CORSMethodNotFound: ['MethodDisallowedByPreflightResponse'],
  CORSMissingAllowCredentials: withPreflight('InvalidAllowCredentials'),
  CORSPreflightDidNotSucceed3: ['PreflightInvalidStatus', 'PreflightDisallowedRedirect'],
  CORSInvalidAllowMethod: ['InvalidAllowMethodsPreflightResponse'],
  CORSInvalidAllowHeader: ['InvalidAllowHeadersPreflightResponse'],
  CORSMissingAllowHeaderFromPreflight2: ['HeaderDisallowedByPreflightResponse'],
}

const KEYS = Object.keys(FIREFOX_REASONS) as FirefoxKey[]

/** The gaps that `%2$S` stands for. */
const SECOND_GAP: Readonly<Partial<Record<FirefoxKey, string>>> = {
  CORSDidNotSucceed2: '{status}',
  CORSMissingAllowOrigin2: '{status}',
  CORSPreflightDidNotSucceed3: '{status}',
  CORSMissingAllowHeaderFromPreflight2: '{header}',
}

/** Wordings that newer versions no longer have. */
const OLDER_REASONS: readonly (readonly [written: string, codes: readonly MessageCode[]])[] = [
  ['(Reason: CORS header ‘Access-Control-Allow-Origin’ missing)', CODES.CORSMissingAllowOrigin2],
  [
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’)',
    CODES.CORSAllowOriginNotMatchingOrigin,
  ],
  ['(Reason: CORS request did not succeed)', CODES.CORSDidNotSucceed2],
  ['(Reason: CORS request failed)', CODES.CORSDidNotSucceed2],
  ['(Reason: CORS preflight response did not succeed)', CODES.CORSPreflightDidNotSucceed3],
  ['(Reason: CORS preflight channel did not succeed)', CODES.CORSPreflightDidNotSucceed3],
  ['(Reason: CORS preflight channel failed)', CODES.CORSPreflightDidNotSucceed3],
  [
    '(Reason: missing token ‘{header}’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel)',
    CODES.CORSMissingAllowHeaderFromPreflight2,
  ],
  [
    '(Reason: missing token ‘{header}’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight response)',
    CODES.CORSMissingAllowHeaderFromPreflight2,
  ],
]

/** Firefox 22 to 37 gave no reason. */
const WITHOUT_REASON = 'This can be fixed by moving the resource to the same domain or enabling CORS.'

/** The same in other languages, as people have quoted it. */
const TRANSLATED_WITHOUT_REASON = [
  'Solicitud desde origen distinto bloqueada: la política de mismo origen impide leer el recurso remoto en {url}. Esto se puede arreglar moviendo el recurso al mismo dominio o activando CORS',
  '교차 원본 요청 차단: 동일 출처 정책으로 인해 {url}에 있는 원격 자원을 읽을 수 없습니다. 자원을 같은 도메인으로 이동시키거나 CORS를 활성화하여 해결할 수 있습니다',
]

const CODES_WITHOUT_REASON = ['MissingAllowOriginHeader', 'AllowOriginMismatch', 'InvalidAllowOriginValue'] as const

export const FIREFOX_FRAMES: readonly KnownSentence[] = [
  known('Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}'),
]

export const FIREFOX_REASON_SENTENCES: readonly KnownSentence[] = [
  ...KEYS.map((key) => known(FIREFOX_REASONS[key], ...CODES[key])),
  ...OLDER_REASONS.map(([written, codes]) => known(written, ...codes)),
  known(WITHOUT_REASON, ...CODES_WITHOUT_REASON),
]

/** Without the word that announces a reason. */
export const FIREFOX_BARE_REASONS: readonly KnownSentence[] = [
  ...KEYS.map((key) => [FIREFOX_REASONS[key], CODES[key]] as const),
  ...OLDER_REASONS,
].map(([written, codes]) => known(written.replace('(Reason: ', ''), ...codes))

export const FIREFOX_WHOLE_LINES: readonly KnownSentence[] = [
  known(FIREFOX_LINES.authorizationWarning, 'AuthorizationCoveredByWildcard'),
  known(FIREFOX_LINES.mayNotLoadData, 'DisallowedByMode', 'RedirectUnsupportedScheme'),
  known(FIREFOX_LINES.mayNotLoad, 'CorsDisabledScheme', 'RedirectUnsupportedScheme'),
  known(FIREFOX_LINES.resourcePolicy, 'CorpNotSameOrigin', 'CorpNotSameSite'),
  ...TRANSLATED_WITHOUT_REASON.map((written) => known(written, ...CODES_WITHOUT_REASON)),
]

export interface TranslatedSentence extends KnownSentence {
  readonly written: string
}

/** Every sentence in every language but English; made when first used. */
export function translatedSentences(): readonly TranslatedSentence[] {
  if (translated !== undefined) return translated
  const today = Object.values(FIREFOX_LOCALES).flatMap(([frame, ...lines]) =>
    lines.flatMap((line, index) => {
      const key = KEYS[index] as FirefoxKey
      if (line === '') return []
      const whole = line.startsWith('~') ? frame + line.slice(1) : line
      const written = whole.replaceAll('%1$S', '{url}').replaceAll('%2$S', SECOND_GAP[key] ?? '{value}')
      return [{ ...known(written, ...CODES[key]), written }]
    }),
  )
  const older = today.flatMap((sentence) => {
    const written = withoutStatus(sentence.written)
    return written === null ? [] : [{ ...known(written, ...sentence.codes), written }]
  })
  translated = [...today, ...older]
  return translated
}

/** As older versions print it, and as people copy it: without the sentence at the end that tells the status. */
function withoutStatus(written: string): string | null {
  return /^(.*\{url\}.*\p{L}.*?[.。।)）])[^.。।)）]*\{status\}/su.exec(written)?.[1] ?? null
}

let translated: readonly TranslatedSentence[] | undefined
