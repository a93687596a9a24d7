/** Rust's tower-http, for axum and others: a predicate decides. */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedNames, headerNames, methodNames } from '../../words/values.ts'

export const towerHttp: Target = {
  name: 'tower-http',
  title: 'Rust with tower-http',
  state: 'modelled',
  output: 'cors_policy.rs',
  language: 'rust',
  capabilities: { ...EVERYTHING, vary: false, standalone: false },
  leastVersion: '0.5',
  comment: '//',
  place: 'put it into src/: a Rust program needs its Cargo.toml',
  notes: ['tower-http answers every OPTIONS request itself, also those that are not preflights'],
  write: (facts) =>
    [
      `// cargo add tower-http --features cors${facts.sets.length === 0 ? '' : '; cargo add regex'}. The last .layer(cors_policy()), so around authentication.`,
      ...(facts.sets.length === 0 ? [] : ['use regex::Regex;']),
      ...(facts.any ? [] : ['use std::collections::HashSet;']),
      ...(facts.maxAge === null ? [] : ['use std::time::Duration;']),
      `use http::{${facts.any ? '' : 'request::Parts, HeaderValue, '}HeaderName, Method};`,
      'use tower_http::cors::{AllowOrigin, CorsLayer};',
      '',
      'pub fn cors_policy() -> CorsLayer {',
      ...origins(facts).map((line) => `    ${line}`),
      '    CorsLayer::new()',
      ...calls(facts).map((call) => `        ${call}`),
      '}',
    ].join('\n'),
}

function origins({ any, exact, sets }: Facts): string[] {
  if (any) return []
  return [
    `let exact: HashSet<&'static str> = HashSet::from([${exact.map(text).join(', ')}]);`,
    ...(sets.length === 0
      ? []
      : ['let patterns = [', ...sets.map(({ regex }) => `    Regex::new(${text(regex)}).unwrap(),`), '];']),
  ]
}

function calls(facts: Facts): string[] {
  const names = (values: readonly string[]) =>
    `[${values.map((value) => `HeaderName::from_static(${text(value)})`).join(', ')}]`
  const isAllowed = `exact.contains(origin)${facts.sets.length === 0 ? '' : ' || patterns.iter().any(|pattern| pattern.is_match(origin))'}`
  return [
    ...(facts.any
      ? ['.allow_origin(AllowOrigin::any())']
      : [
          '.allow_origin(AllowOrigin::predicate(move |origin: &HeaderValue, _: &Parts| {',
          `    origin.to_str().is_ok_and(|origin| ${isAllowed})`,
          '}))',
        ]),
    `.allow_methods([${methodNames(facts)
      .map((name) => `Method::from_bytes(b${text(name)}).unwrap()`)
      .join(', ')}])`,
    ...(headerNames(facts).length === 0 ? [] : [`.allow_headers(${names(headerNames(facts))})`]),
    ...(exposedNames(facts).length === 0 ? [] : [`.expose_headers(${names(exposedNames(facts))})`]),
    ...(facts.credentials ? ['.allow_credentials(true)'] : []),
    ...(facts.maxAge === null ? [] : [`.max_age(Duration::from_secs(${facts.maxAge}))`]),
  ]
}

const text = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`
