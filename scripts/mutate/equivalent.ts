/**
 * Mutants that change nothing that anybody could see, each with the reason. Named by what is written there, so that a
 * line more does not matter.
 */
import type { Mutant } from './mutants.ts'

interface Equivalent {
  readonly file: string
  readonly original: string
  readonly replacement: string
  /** A part of the line, where the same is written elsewhere in the file with another meaning. */
  readonly line?: string
  readonly why: string
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'packages/corskit/policy/replaceable.ts',
    original: 'facts && pendingOf.get(facts)',
    replacement: '(pendingOf.get(facts))',
    why: 'a WeakMap has nothing for null: the compiler does not know',
  },
  {
    file: 'packages/corskit/browser/messages/chromium.ts',
    original: "reason.code !== 'RedirectUnsupportedScheme' || locationUrl === null",
    replacement: "(reason.code !== 'RedirectUnsupportedScheme')",
    why: 'null is given back as null',
  },
  {
    file: 'packages/corskit/policy/pattern/check-origin-pattern.ts',
    original: '0',
    replacement: '1',
    line: "value.indexOf(':'), 0)",
    why: 'what has no colon has no scheme, and no scheme that is refused has one letter',
  },
  {
    file: 'packages/corskit/policy/regexp/meant-scheme.ts',
    original: "''",
    replacement: "'mutant'",
    line: "const [, start = ''",
    why: 'where one is not there, none is, and nothing is meant',
  },
  {
    file: 'packages/corskit/policy/regexp/meant-scheme.ts',
    original: "''",
    replacement: "'mutant'",
    line: 'const first =',
    why: 'nobody refuses such a scheme',
  },
  {
    file: 'packages/corskit/policy/regexp/meant-scheme.ts',
    original: "/^\\^(?:\\((?:\\?:)?)?([a-z+-]+)(?:\\?|\\||:)/i.exec(source)?.[1]?.toLowerCase() ?? ''",
    replacement: '(/^\\^(?:\\((?:\\?:)?)?([a-z+-]+)(?:\\?|\\||:)/i.exec(source)?.[1]?.toLowerCase())',
    why: 'nobody refuses the scheme `undefined`',
  },
  {
    file: 'packages/corskit/policy/origins/this-machine.ts',
    original: '/^(?:https?:\\/*|[a-z][a-z0-9+.-]*:\\/\\/+)([^/?#\\\\]*)/i',
    replacement: '/^(?:https?:\\/*|[a-z][a-z0-9+.-]*:\\/\\/+)([^/?#\\\\]+)/i',
    why: 'without a host, `http` is read as the host, which is no name of this machine either',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '0',
    replacement: '1',
    line: 'round === 0 ? 0',
    why: 'another order of search',
  },
  {
    file: 'packages/corskit/policy/environment/from-env.ts',
    original: "typeof text === 'string' && unquoted(text).trim().toLowerCase() === 'production'",
    replacement: "(unquoted(text).trim().toLowerCase() === 'production')",
    why: 'what is no text throws, which is caught',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: '1',
    replacement: '2',
    line: 'tokens.slice(at + 1)',
    why: 'the body begins with a brace or an arrow',
  },
  {
    file: 'packages/corskit/policy/origins/origin-tree.ts',
    original: 'dot < 0',
    replacement: 'dot <= 0',
    why: 'no host begins with a dot',
  },
  {
    file: 'packages/corskit/browser/recognise/signs.ts',
    original: 'before.length + after.length',
    replacement: 'before.length - after.length',
    why: 'one quote alone holds nothing, whoever reads it',
  },
  {
    file: 'packages/corskit/policy/replaceable.ts',
    original: '0',
    replacement: '1',
    line: 'let pending =',
    why: 'the first request begins another second',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: "body[at + 2] ?? ''",
    replacement: '(body[at + 2])',
    why: 'undefined is read as a word that is not asked for',
  },
  {
    file: 'packages/corskit/policy/regexp/linear-matcher.ts',
    original: 'a - b',
    replacement: 'a + b',
    why: 'in another order, the same set is only remembered twice',
  },
  {
    file: 'packages/corskit/browser/checks/integrity.ts',
    original: "''",
    replacement: "'mutant'",
    line: "[expression = '']",
    why: 'a text that is split has one part at least',
  },
  {
    file: 'packages/corskit/browser/messages/firefox.ts',
    original: "'include'",
    replacement: "''",
    line: 'const failed = leaves',
    why: 'the same headers have passed with these credentials, so only the origin can fail',
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: '0',
    replacement: '1',
    line: 'const closing = whole < 0',
    why: 'the first letters of a sentence are never empty, so nothing ends at 0',
  },
  {
    file: 'packages/corskit/policy/pattern/quotes.ts',
    original: 'start < end',
    replacement: 'start <= end',
    line: 'while (start < end && what.test(text[start]',
    why: 'at the end there is no character, and before the start all was skipped',
  },
  {
    file: 'packages/corskit/policy/pattern/quotes.ts',
    original: 'start < end',
    replacement: 'start <= end',
    line: 'while (start < end && what.test(text[end - 1]',
    why: 'what stands before the start was skipped, and a slice that ends before it is empty',
  },
  {
    file: 'packages/corskit/policy/origins/source-tokens.ts',
    original: '0',
    replacement: '(-1)',
    line: "token === '{' && open >= 0",
    why: 'a list has no place -1, and nothing reads it',
  },
  {
    file: 'packages/corskit/policy/origins/source-tokens.ts',
    original: '0',
    replacement: '(-1)',
    line: "token === '}' && open >= 0",
    why: 'a list has no place -1, and nothing reads it',
  },
  {
    file: 'packages/corskit/protocol/header-list.ts',
    original: '/[A-Z]+/g',
    replacement: '/[A-Z]*/g',
    why: 'an empty text stays empty in lower case',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: 'at < tokens.length',
    replacement: 'at <= tokens.length',
    why: 'the source of a function has the closing parenthesis',
  },
  {
    file: 'packages/corskit/policy/checks/fix-in-list.ts',
    original: '/^\\/\\^.*\\$\\/[a-z]*$/s',
    replacement: '/\\/\\^.*\\$\\/[a-z]*$/s',
    why: 'a fix that removes an entry would be replaced by the same text',
  },
  {
    file: 'packages/corskit/protocol/http1/response-head.ts',
    original: '/^[^ \\t:][^:]*:/',
    replacement: '/[^ \\t:][^:]*:/',
    why: 'a line that begins with white space or a colon is ignored, and so is what continues it',
  },
  {
    file: 'packages/corskit/protocol/http1/response-head.ts',
    original: '/^[^ ]* +\\d+(.*)$/',
    replacement: '/^[^ ]+ +\\d+(.*)$/',
    why: 'the line begins with HTTP',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '0',
    replacement: '(-1)',
    line: 'before.get(previous) ?? 0',
    why: 'it is compared with numbers above 0',
  },
  {
    file: 'packages/corskit/policy/origins/refused-schemes.ts',
    original: '/^[htps.+-]+$/',
    replacement: '/^[htps.+-]*$/',
    why: 'the empty text is four edits away',
  },
  {
    file: 'packages/corskit/policy/pattern/login.ts',
    original: "'@'",
    replacement: "''",
    why: 'the RegExp below asks for it too; this is the short way',
  },
  {
    file: 'packages/corskit/protocol/suffix/public-suffix.ts',
    original: '0',
    replacement: '(-1)',
    line: 'dot >= 0; dot',
    why: 'indexOf gives -1 only where it finds nothing, and then the parent is the whole rule, which is its own suffix',
  },
  {
    file: 'packages/corskit/policy/kind-of.ts',
    original: "typeof value === 'object' && value !== null && kindOf(value) === 'an object'",
    replacement: "(kindOf(value) === 'an object')",
    why: 'what is no object has another tag than one',
  },
  {
    file: 'packages/corskit/browser/messages/messages-of.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a mutant
    original: '`${request.origin.serialized}/`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a mutant
    replacement: '`${request.origin.serialized}`',
    why: 'only an opaque page has no URL, and then no line with it is printed',
  },
  {
    file: 'packages/corskit/browser/fetch/request-settings.ts',
    original: "'fetch'",
    replacement: "''",
    line: 'initiator = ',
    why: 'the messages have a default of their own, and all else asks only for elements',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: "''",
    replacement: "'mutant'",
    line: 'second[0] ??',
    why: 'a function without a second parameter calls none of this name',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: '1',
    replacement: '(0)',
    line: 'tokens.slice(at + 1)',
    why: 'the parenthesis before the body is no call',
  },
  {
    file: 'packages/corskit/protocol/suffix/public-suffix.ts',
    original: 'dot >= 0',
    replacement: 'dot > 0',
    why: 'no suffix begins with a dot',
  },
  {
    file: 'packages/corskit/browser/fetch/construct-request.ts',
    original: '!origin.opaque || page.opaque',
    replacement: '(!origin.opaque)',
    why: 'an opaque page is written as null, which no URL is',
  },
  {
    file: 'packages/corskit/policy/checks/fix-in-list.ts',
    original: '/^\\/\\^.*\\$\\/[a-z]*$/s',
    replacement: '/^\\/\\^.+\\$\\/[a-z]*$/s',
    why: 'no fix is a RegExp of nothing',
  },
  {
    file: 'packages/corskit/policy/environment/from-env.ts',
    original: 'names.length === 1 && names[0] === name',
    replacement: '(names[0] === name)',
    why: 'what the first of several parts is, the whole is not',
  },
  {
    file: 'packages/corskit/policy/pattern/check-origin-pattern.ts',
    original: "split === null || split.host.includes('xn--')",
    replacement: '(split === null)',
    why: 'the long way gives the same; this is the short one',
  },
  {
    file: 'packages/corskit/policy/checks/check-header-names.ts',
    original: '1',
    replacement: '(0)',
    line: 'names.length > 1',
    why: 'one name was asked about before',
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: '1',
    replacement: '2',
    line: 'search.next(letters, at + 1)',
    why: 'letters that are not all the same do not begin again one place further',
  },
  {
    file: 'packages/corskit/browser/fetch/network-headers.ts',
    original: "metadataAfterRedirects === 'dropped' && kind === 'preflight'",
    replacement: "(kind === 'preflight')",
    why: 'elsewhere a preflight is told of one URL, which no redirect has tainted',
  },
  {
    file: 'packages/corskit/browser/messages/messages-of.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a mutant
    original: 'request.pageUrl?.href ?? `${request.origin.serialized}/`',
    replacement: '(request.pageUrl?.href)',
    why: 'only an opaque page has no URL, and then no line with it is printed',
  },
  {
    file: 'packages/corskit/browser/words/address-space.ts',
    original: "'0.0.0.0'",
    replacement: "''",
    why: 'no number and four zeros are the same',
  },
  {
    file: 'packages/corskit/policy/origins/this-machine.ts',
    original: '/:[^\\]:]*$/',
    replacement: '/:[^\\]:]+$/',
    why: 'a colon without a port is no part of the host to the URL parser either',
  },
  {
    file: 'packages/corskit/policy/pattern/check-origin-pattern.ts',
    original: "'xn--'",
    replacement: "''",
    why: 'the long way gives the same; this is the short one',
  },
  {
    file: 'packages/corskit/policy/regexp/intersect-automata.ts',
    original: 'left.first.has(a) && right.first.has(b)',
    replacement: '(right.first.has(b))',
    why: 'the grammars of origins have no way back to their first character',
  },
  {
    file: 'packages/corskit/policy/regexp/meant-scheme.ts',
    original: "''",
    replacement: "'mutant'",
    line: "const [, name = ''",
    why: '`mutant` is no host that stands in the place of a scheme',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: 'true',
    replacement: 'false',
    line: 'return true',
    why: 'in the text of a function, parentheses that end have begun',
  },
  {
    file: 'packages/corskit/browser/checks/integrity.ts',
    original: '!isOpaqueRedirect && profile.integrityRefusesNoBody',
    replacement: '(profile.integrityRefusesNoBody)',
    why: 'who refuses answers without a body refuses such redirects before',
  },
  {
    file: 'packages/corskit/browser/fetch/construct-request.ts',
    original: '/^[a-z][a-z0-9+.-]*:\\/\\//i',
    replacement: '/^[^a-z][a-z0-9+.-]*:\\/\\//i',
    why: 'with its base, an absolute URL is the same; without it is quicker',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-ambiguity.ts',
    original: 'differed || x !== y',
    replacement: '(x !== y)',
    why: 'two paths in different states are found by the second search as well; the first one is quicker',
  },
  {
    file: 'packages/corskit/browser/redirect/http-redirect-fetch.ts',
    original: "'response'",
    replacement: "''",
    line: "kind: 'response'",
    why: 'only `opaqueredirect` is asked for',
  },
  {
    file: 'packages/corskit/policy/pattern/not-one-origin.ts',
    original: '/^[a-z][a-z0-9+.-]*:\\/\\/(.+)$/is',
    replacement: '/^[a-z][a-z0-9+.-]*:\\/\\/(.+)/is',
    why: 'with the flag s, the dots reach to the end by themselves',
  },
  {
    file: 'packages/corskit/browser/recognise/gap.ts',
    original: 'plain.length - 1',
    replacement: 'plain.length + 1',
    line: 'let last',
    why: 'no quote follows the end of the text',
  },
  {
    file: 'packages/corskit/protocol/header-name.ts',
    original: 'i < value.length',
    replacement: 'i <= value.length',
    line: 'if (value.charCodeAt(i) > 0xff)',
    why: 'no character follows the end of the text',
  },
  {
    file: 'packages/corskit/policy/pattern/check-origin-pattern.ts',
    original: 'separator < 0',
    replacement: 'separator <= 0',
    line: 'const scheme',
    why: 'at the beginning, both give an empty scheme',
  },
  {
    file: 'packages/corskit/policy/origins/origin-syntax.ts',
    original: 'i < value.length',
    replacement: 'i <= value.length',
    line: 'let i = start + 1',
    why: 'no character of an address follows the end of the text',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: '0',
    replacement: '(-1)',
    line: 'for (let start = end',
    why: 'no token stands before the first one',
  },
  {
    file: 'packages/corskit/policy/environment/env-variables.ts',
    original: '/^\\/\\^.*\\$\\/[a-z]*$/',
    replacement: '/^\\/\\^.+\\$\\/[a-z]*$/',
    why: 'an empty RegExp is never offered',
  },
  {
    file: 'packages/corskit/policy/regexp/parse-regexp.ts',
    original: '0',
    replacement: '1',
    line: 'let deepest',
    why: 'a depth of one is far below the limit',
  },
  {
    file: 'packages/corskit/browser/recognise/recognise-messages.ts',
    original: '1',
    replacement: '2',
    line: 'text.indexOf(opening, at + 1)',
    why: 'no sentence begins with a letter that is repeated to its end',
  },
  {
    file: 'packages/corskit/policy/pattern/misplaced-wildcard.ts',
    original: '253',
    replacement: '254',
    line: 'host.length > 253',
    why: 'what admits only longer hosts is not accepted, so it is not offered',
  },
  {
    file: 'packages/corskit/policy/pattern/added-scheme.ts',
    original: '/^(.*):(80|443)$/',
    replacement: '/^(.+):(80|443)$/',
    why: 'a host is never empty here',
  },
  {
    file: 'packages/corskit/policy/answers/answer.ts',
    original: 'denials.set(reason, answers)',
    replacement: ';',
    why: 'what is remembered only saves time',
  },
  {
    file: 'packages/corskit/protocol/http1/response-head.ts',
    original: '1',
    replacement: '(0)',
    line: 'if (colon < 1)',
    why: 'an empty name is malformed too',
  },
  {
    file: 'packages/corskit/browser/recognise/letters.ts',
    original: '20_000',
    replacement: '20001',
    why: 'what is remembered only saves time',
  },
  {
    file: 'packages/corskit/browser/recognise/letters.ts',
    original: '20_000',
    replacement: '(19999)',
    why: 'what is remembered only saves time',
  },
  {
    file: 'packages/corskit/browser/state/context.ts',
    original: "''",
    replacement: "'mutant'",
    line: "url = ''",
    why: 'it is set before it is read',
  },
  {
    file: 'packages/corskit/browser/checks/refused-unread.ts',
    original: '0',
    replacement: '(-1)',
    line: 'refusedUnread.size === 0',
    why: 'an empty set refuses nothing',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: '/^[\\w$\\u0080-\\uffff]+$/',
    replacement: '/^[\\w$\\u0080-\\uffff]*$/',
    why: 'no token is empty, so an empty name is not called',
  },
  {
    file: 'packages/corskit/browser/fetch/cors-preflight-fetch.ts',
    original: "''",
    replacement: "'mutant'",
    line: "'access-control-max-age') ??",
    why: 'the value is there whenever the header is; the compiler does not know that',
  },
  {
    file: 'packages/corskit/policy/origins/source-tokens.ts',
    original: "source[at] === '/' && !/[/*]/.test(source[at + 1] ?? '')",
    replacement: "(!/[/*]/.test(source[at + 1] ?? ''))",
    why: 'a RegExp begins with a slash: where there is none, nothing is taken',
  },
  {
    file: 'packages/corskit/policy/regexp/origin-grammars.ts',
    original: 'set.length === 1 && set[0]?.[0] === code && set[0][1] === code',
    replacement: '(set.length === 1 && set[0]?.[0] === code)',
    why: 'no range of these grammars begins with a slash or a colon and goes on',
  },
  {
    file: 'packages/corskit/browser/recognise/line-messages.ts',
    original: '(text.places[first] ?? end) >= end',
    replacement: '(text.places[first] ?? end) > end',
    why: 'no letter stands at the end of a line, and where no letter follows, nothing is read',
  },
  {
    file: 'packages/corskit/policy/environment/env-variables.ts',
    original: "/\\[?('[^']*'(?:, '[^']*')*)\\]?/g",
    replacement: "/\\[?('[^']*'(?:, '[^']+')*)\\]?/g",
    why: 'no list that a fix offers has an empty text in it',
  },
  {
    file: 'packages/corskit/policy/foreign-policy.ts',
    original: 'own > timeout',
    replacement: 'own >= timeout',
    why: 'where both are equal, either is the limit',
  },
  {
    file: 'packages/corskit/policy/pattern/check-origin-pattern.ts',
    original: '/\\/$/',
    replacement: '/\\//',
    line: 'schemeAdded(value.replace',
    why: 'what was found to be a host has a slash at its end only',
  },
  {
    file: 'packages/corskit/browser/recognise/letters.ts',
    original: '0',
    replacement: '(-1)',
    line: 'const code = character.charCodeAt(0)',
    why: 'the other way is slower and gives the same letters, also for ASCII',
  },
  {
    file: 'packages/corskit/policy/options.ts',
    original: 'true',
    replacement: 'false',
    why: 'only the names of this record are read',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '7919',
    replacement: '(7918)',
    why: 'any number scatters the places where an example is looked for',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '7919',
    replacement: '7920',
    why: 'any number scatters the places where an example is looked for',
  },
  {
    file: 'packages/corskit/policy/define.ts',
    original: 'checked === null || issues.length > 0',
    replacement: '(issues.length > 0)',
    why: 'where nothing was checked there is an issue: the compiler cannot know',
  },
  {
    file: 'packages/corskit/policy/origins/origin-syntax.ts',
    original: 'end < 1 || end > MAX_SCHEME_LENGTH',
    replacement: '(end > MAX_SCHEME_LENGTH)',
    why: 'without a scheme, its first character is not a letter, or no slash follows',
  },
  {
    file: 'packages/corskit/protocol/suffix/public-suffix.ts',
    original: 'dot < 0',
    replacement: 'dot <= 0',
    why: 'no name that is asked for begins with a dot',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-ambiguity.ts',
    original: '2',
    replacement: '3',
    line: '+ (nowDiffered ? 1 : 0)',
    why: 'any factor above 1 keeps the two apart',
  },
  {
    file: 'packages/corskit/policy/pattern/check-origin-pattern.ts',
    original: 'parts !== null && found.length === 0',
    replacement: '(found.length === 0)',
    why: 'what cannot be taken apart has a flaw: the compiler cannot know',
  },
  {
    file: 'packages/corskit/policy/settled-within.ts',
    original: "'timed out'",
    replacement: "''",
    why: 'a symbol is compared, and its name shown to nobody',
  },
  {
    file: 'packages/corskit/browser/messages/fill.ts',
    original: '/\\{(\\w+)\\}/g',
    replacement: '/\\{(\\w*)\\}/g',
    why: 'every gap of a sentence has a name',
  },
  {
    file: 'packages/corskit/browser/fetch/construct-request.ts',
    original: '/^[a-z][a-z0-9+.-]*:\\/\\//i',
    replacement: '/^[a-z][a-z0-9+.-]+:\\/\\//i',
    why: 'a URL that is absolute is the same with a base: what is matched only saves time',
  },
  {
    file: 'packages/corskit/browser/recognise/similar-translation.ts',
    original: '0',
    replacement: '(-1)',
    line: 'let highest = 0',
    why: 'a sentence that shares nothing is not near enough',
  },
  {
    file: 'packages/corskit/browser/recognise/recognise-messages.ts',
    original: '0',
    replacement: '(-1)',
    line: 'let end = 0',
    why: 'nothing starts before 0',
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: 'closing < 0',
    replacement: 'closing <= 0',
    why: 'the first letters of a sentence are never empty, so nothing behind them stands at 0',
  },
  {
    file: 'packages/corskit/browser/messages/fill.ts',
    original: "gaps[name] ?? ''",
    replacement: '(gaps[name])',
    why: 'every gap of a sentence that is printed has its value: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/messages/fill.ts',
    original: "''",
    replacement: "'mutant'",
    why: 'every gap of a sentence that is printed has its value: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/checks/preflight-checks.ts',
    original: '0',
    replacement: '(-1)',
    line: 'namesCheckedFirst.has(name) ? 0',
    why: 'what comes first still comes before all others',
  },
  {
    file: 'packages/corskit/browser/messages/chromium.ts',
    original: '/^Preflight/',
    replacement: '/Preflight/',
    why: 'no code has it elsewhere',
  },
  {
    file: 'packages/corskit/browser/recognise/line-messages.ts',
    original: 'text.places[first] ?? end',
    replacement: '(text.places[first])',
    why: 'no sentence begins after the last letter',
  },
  {
    file: 'packages/corskit/browser/recognise/placed-message.ts',
    original: 'status !== undefined && /^\\d{3}$/.test(status)',
    replacement: '(/^\\d{3}$/.test(status))',
    why: "'undefined' is not three digits",
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: '0',
    replacement: '1',
    line: 'if (closing < 0',
    why: 'the first letters of a sentence are never empty, so nothing behind them stands at 0',
  },
  {
    file: 'packages/corskit/browser/state/preflight-cache.ts',
    original: `\`\${credentials}\${key.origin} \${key.url}\``,
    replacement: `\`\${credentials}\${key.origin}\${key.url}\``,
    why: 'an origin has no path, and a URL begins with its scheme: where one ends is seen without the space',
  },
  {
    file: 'packages/corskit/policy/checks/nearest-name.ts',
    original: '1',
    replacement: '2',
    line: 'length: b.length + 1',
    why: 'a cell more, which nothing reads',
  },
  {
    file: 'packages/corskit/policy/environment/env-variables.ts',
    original: "/\\[?('[^']*'(?:, '[^']*')*)\\]?/g",
    replacement: "/\\[?('[^']*'(?:, '[^']+')*)\\]?/g",
    why: 'no text that is offered is empty',
  },
  {
    file: 'packages/corskit/policy/environment/env-variables.ts',
    original: "/\\[?('[^']*'(?:, '[^']*')*)\\]?/g",
    replacement: "/\\[?('[^']+'(?:, '[^']*')*)\\]?/g",
    why: 'no text that is offered is empty',
  },
  {
    file: 'packages/corskit/policy/pattern/misplaced-wildcard.ts',
    original: '/^[A-Za-z0-9_.*-]+$/',
    replacement: '/^[A-Za-z0-9_.*-]*$/',
    why: 'a RegExp without a host matches nothing that a browser sends, so it is not offered',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: 'round < nodes.length',
    replacement: 'round <= nodes.length',
    why: 'no node stands before the first one, so the next expression is taken, as without this',
  },
  {
    file: 'packages/corskit/protocol/safelist.ts',
    original: 'safelistedBytes > maxSafelistedSum && safe !== null',
    replacement: '(safelistedBytes > maxSafelistedSum)',
    why: 'bytes that are safe have a name that is: the compiler cannot know',
  },
  {
    file: 'packages/corskit/protocol/whitespace.ts',
    original: 'start < end',
    replacement: 'start <= end',
    why: 'no white space follows the end of the text',
  },
  {
    file: 'packages/corskit/protocol/whitespace.ts',
    original: 'end > start',
    replacement: 'end >= start',
    why: 'of what is all white space, nothing is left either way',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-ambiguity.ts',
    original: 'x * count + y',
    replacement: 'x * count - y',
    why: 'every pair and triple still has a key of its own',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-ambiguity.ts',
    original: '(x * count + y) * count + z',
    replacement: '(x * count + y) * count - z',
    why: 'every pair and triple still has a key of its own',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-ambiguity.ts',
    original: '(x * count + y) * 2 + (nowDiffered ? 1 : 0)',
    replacement: '(x * count + y) * 2 - (nowDiffered ? 1 : 0)',
    why: 'every pair and triple still has a key of its own',
  },
  {
    file: 'packages/corskit/protocol/headers-input.ts',
    original: "'string'",
    replacement: "''",
    line: "if (typeof value === 'string') return value",
    why: 'what is text already only saves time',
  },
  {
    file: 'packages/corskit/protocol/token.ts',
    original: '128',
    replacement: '(127)',
    why: 'the last code of ASCII is not in a token, like those above it',
  },
  {
    file: 'packages/corskit/protocol/token.ts',
    original: '128',
    replacement: '129',
    why: 'what is above ASCII is in no token, with a place in the table or without',
  },
  {
    file: 'packages/corskit/protocol/origin.ts',
    original: "'://'",
    replacement: "''",
    line: "!value.includes('://')",
    why: 'what is looked for only saves time: the text is compared with the serialization of its URL',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-characters.ts',
    original: '1',
    replacement: '(0)',
    line: 'last?.[1] === code - 1',
    why: 'ranges side by side read the same as one',
  },
  {
    file: 'packages/corskit/browser/checks/preflight-checks.ts',
    original: 'headerList === null || isListFailure(headerList)',
    replacement: '(headerList === null)',
    why: 'a list that cannot be parsed was refused before: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: 'at >= 0',
    replacement: 'at > 0',
    why: 'it is looked for behind the first letters, which are never empty',
  },
  {
    file: 'packages/corskit/protocol/mime-type.ts',
    original: 'semicolon < 0',
    replacement: 'semicolon <= 0',
    why: 'a slash stands before it',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-automaton.ts',
    original: '0',
    replacement: '(-1)',
    line: 'let work = 0',
    why: 'a bound on work: a number near it does as well',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '5',
    replacement: '(4)',
    line: '1 + (round % 5)',
    why: 'a search for an example: a few lengths are tried, whichever',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '5',
    replacement: '6',
    line: '1 + (round % 5)',
    why: 'a search for an example: a few lengths are tried, whichever',
  },
  {
    file: 'packages/corskit/browser/fetch/construct-request.ts',
    original: '!origin.opaque || page.opaque',
    replacement: '((!origin.opaque) && (page.opaque))',
    why: 'the origin of the page is the same origin, and an opaque one is not its own text',
  },
  {
    file: 'packages/corskit/browser/words/address-space.ts',
    original: '128',
    replacement: '129',
    line: "128, 'loopback'",
    why: 'of a number so long, one bit more is the same comparison',
  },
  {
    file: 'packages/corskit/protocol/origin.ts',
    original: `parseSerializedOrigin(\`\${url.protocol}//\${url.host}\`) ?? origin`,
    replacement: `(parseSerializedOrigin(\`\${url.protocol}//\${url.host}\`))`,
    why: 'scheme and host of a URL are read as the same again: the compiler cannot know',
  },
  {
    file: 'packages/corskit/policy/regexp/intersect-automata.ts',
    original: 'cameFrom.get(at) ?? null',
    replacement: '(cameFrom.get(at))',
    why: 'every way back leads to where it began: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/simulate.ts',
    original: "'an exchange is under way'",
    replacement: "''",
    why: 'the outcome is asked for when nothing is asked any more: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/fetch/cors-preflight-fetch.ts',
    original: "value === null || written === ''",
    replacement: "(written === '')",
    why: 'nothing is written if the header is missing; the compiler does not know that',
  },
  {
    file: 'packages/corskit/policy/answers/preflight.ts',
    original: 'requested === null || requested === lastAllowed',
    replacement: '(requested === null)',
    why: 'what was allowed last only saves time',
  },
  {
    file: 'packages/corskit/policy/answers/request-headers.ts',
    original: "'header-not-allowed'",
    replacement: "''",
    line: 'refusal ??=',
    why: 'who collects the names looks at no refusal',
  },
  {
    file: 'packages/corskit/policy/answers/vary.ts',
    original: 'existing === undefined || existing === null || existing === wanted',
    replacement: '(existing === undefined || existing === null)',
    why: 'the same value only saves time: nothing of it is missing',
  },
  {
    file: 'packages/corskit/policy/pattern/misplaced-wildcard.ts',
    original: '/^[0-9*]+$/',
    replacement: '/^[0-9*]*$/',
    why: 'a port without any sign does not come here',
  },
  {
    file: 'packages/corskit/policy/regexp/intersect-automata.ts',
    original: 'at !== null && at !== from',
    replacement: '(at !== from)',
    why: 'every way back leads to where it began: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/checks/referrer.ts',
    original: "request.sentReferrer ?? 'none'",
    replacement: '(request.sentReferrer)',
    why: 'in the engine that asks for the first one, what was not sent at first is not sent later',
  },
  {
    file: 'packages/corskit/browser/fetch/construct-request.ts',
    original: '/^[a-z][a-z0-9+.-]*:\\/\\//i',
    replacement: '/^[a-z][^a-z0-9+.-]*:\\/\\//i',
    why: 'a URL that is absolute is the same with a base: what is matched only saves time',
  },
  {
    file: 'packages/corskit/browser/messages/chromium.ts',
    original: "'RedirectContainsCredentials'",
    replacement: "''",
    line: "if (code === 'RedirectContainsCredentials')",
    why: 'a gap without a value is empty too',
  },
  {
    file: 'packages/corskit/browser/checks/preflight-checks.ts',
    original: 'namesCheckedFirst === null || names.length < 2',
    replacement: '(namesCheckedFirst === null)',
    why: 'one name is in order: this only saves time',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-automaton.ts',
    original: 'one.nullable && rest.nullable',
    replacement: '(one.nullable)',
    why: 'the rest are copies of the same element',
  },
  {
    file: 'packages/corskit/browser/checks/bad-port.ts',
    original: "url.port !== '' && BAD_PORTS.has(url.port)",
    replacement: '(BAD_PORTS.has(url.port))',
    why: 'no port is not in the table: this only saves time',
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: '1',
    replacement: '2',
    line: "next === '' ? -1",
    why: 'any number below 0 says that it is not there',
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: '0',
    replacement: '1',
    line: 'if (first < 0) first = at',
    why: 'it is looked for behind the first letters, which are never empty',
  },
  {
    file: 'packages/corskit/browser/fetch/unsafe-names.ts',
    original: "profile.rangeUnitIgnoresCase && name === 'range'",
    replacement: '(profile.rangeUnitIgnoresCase)',
    why: 'whatever else is safelisted is so in upper and in lower case: the name only saves time',
  },
  {
    file: 'packages/corskit/browser/recognise/letters.ts',
    original: '0',
    replacement: '1',
    line: 'const code = character.charCodeAt(0)',
    why: 'a letter of one unit has no second one, and the other way gives the same letters; no second unit is ASCII',
  },
  {
    file: 'packages/corskit/browser/recognise/letters.ts',
    original: 'code < 0x80',
    replacement: 'code <= 0x80',
    why: 'U+0080 is not a letter either way',
  },
  {
    file: 'packages/corskit/browser/recognise/letters.ts',
    original: '0x80',
    replacement: '129',
    why: 'U+0080 is not a letter either way',
  },
  {
    file: 'packages/corskit/browser/recognise/letters.ts',
    original: '0x80',
    replacement: '(127)',
    why: 'U+007F is not a letter either way',
  },
  {
    file: 'packages/corskit/browser/recognise/gap.ts',
    original: '0',
    replacement: '1',
    line: 'return end < 0 ? written.length',
    why: 'the white space before the text was taken, so none stands at its beginning',
  },
  {
    file: 'packages/corskit/browser/recognise/gap.ts',
    original: 'end < 0',
    replacement: 'end <= 0',
    line: 'return end < 0 ? written.length',
    why: 'the white space before the text was taken, so none stands at its beginning',
  },
  {
    file: 'packages/corskit/browser/recognise/read-message.ts',
    original: 'places[start] ?? source.length',
    replacement: '(places[start])',
    why: 'behind the last letter nothing is found, and its place is the end of the letters',
  },
  {
    file: 'packages/corskit/browser/recognise/sentence.ts',
    original: 'text.length - letters.length + 1',
    replacement: 'text.length - letters.length - 1',
    why: 'a longer text is not the beginning of these letters: this only saves time',
  },
]

/** Bounds on work: a number near it does as well. */
const BUDGETS: readonly [file: string, original: RegExp][] = [
  ['packages/corskit/policy/regexp/admitted-origins.ts', /^(?:50_000|500_000|300|40)$/],
  ['packages/corskit/policy/regexp/intersect-automata.ts', /^60_000$/],
  ['packages/corskit/policy/regexp/linear-matcher.ts', /^1_000$/],
  ['packages/corskit/policy/regexp/regexp-ambiguity.ts', /^5_000_000$/],
  ['packages/corskit/policy/regexp/regexp-automaton.ts', /^(?:100_000|20_000)$/],
  ['packages/corskit/browser/recognise/similar-translation.ts', /^(?:2_000|80)$/],
  ['packages/corskit/browser/recognise/recognise-messages.ts', /^20_000$/],
]

const BUDGET_CHECKS: readonly [file: string, original: RegExp][] = [
  ['packages/corskit/policy/regexp/admitted-origins.ts', /MAX_STEPS$/],
  ['packages/corskit/policy/regexp/intersect-automata.ts', /MAX_MOVES$/],
  ['packages/corskit/policy/regexp/regexp-automaton.ts', /^\+\+work > MAX_WORK$|maxMoves$/],
  ['packages/corskit/policy/regexp/linear-matcher.ts', /MAX_REMEMBERED$/],
  ['packages/corskit/policy/regexp/regexp-ambiguity.ts', /^budget\.steps < 0$/],
  ['packages/corskit/browser/recognise/similar-translation.ts', /MOST_COMPARED$/],
  ['packages/corskit/browser/recognise/recognise-messages.ts', /MOST_STARTS$/],
]

const isBudget = (file: string, { kind, original }: Mutant): boolean => {
  const known = kind === 'number' ? BUDGETS : kind === 'boundary' ? BUDGET_CHECKS : []
  return known.some(([where, what]) => where === file && what.test(original))
}

/** Expressions of what is deleted: a repetition that may be of nothing deletes the same. */
const DELETED: readonly [file: string, start: string][] = [
  ['packages/corskit/browser/recognise/gap.ts', '/^(?:\\\\u20'],
  ['packages/corskit/browser/recognise/gap.ts', '/^[^a-z'],
  ['packages/corskit/browser/recognise/gap.ts', '/^[\\s:：>'],
  ['packages/corskit/browser/recognise/gap.ts', '/[\\s(（'],
  ['packages/corskit/browser/recognise/gap.ts', '/(?<![\\s(（'],
  ['packages/corskit/browser/recognise/gap.ts', '/\\s+/g'],
  ['packages/corskit/protocol/http1/response-head.ts', '/^[ \\t]+'],
  ['packages/corskit/protocol/http1/response-head.ts', '/[ \\t]+$/'],
  ['packages/corskit/policy/checks/seconds-meant.ts', '/[;,]+$/'],
]

/** Whether only a `+` behind a class or group that stands for all that is deleted has become a `*`. */
function deletesTheSame(file: string, { kind, original, replacement }: Mutant): boolean {
  if (kind !== 'regex' || !DELETED.some(([where, start]) => where === file && original.startsWith(start))) return false
  const at = Array.from(original).findIndex((sign, index) => sign !== replacement[index])
  const isLoosened = replacement === `${original.slice(0, at)}*${original.slice(at + 1)}`
  // Digits of an entity are not all that is deleted.
  return (
    isLoosened && /[\])]$|^\/\\s$/.test(original.slice(0, at)) && !/#x?(?:\\d|\[0-9a-f\])$/.test(original.slice(0, at))
  )
}

/** @param line what is written there, without the mutant */
export const isEquivalent = (file: string, mutant: Mutant, line: string): boolean =>
  isBudget(file, mutant) ||
  deletesTheSame(file, mutant) ||
  EQUIVALENT.some(
    (each) =>
      each.file === file &&
      each.original === mutant.original &&
      each.replacement === mutant.replacement &&
      line.includes(each.line ?? ''),
  )
