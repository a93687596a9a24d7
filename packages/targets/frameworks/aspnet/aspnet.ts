/** ASP.NET Core: a named policy that decides by a function. With a function, the framework also writes `Vary`. */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedNames } from '../../words/values.ts'

export const aspnet: Target = {
  name: 'aspnet',
  title: 'ASP.NET Core',
  state: 'modelled',
  output: 'CorsPolicy.cs',
  language: 'csharp',
  // AllowAnyHeader answers with whatever is asked for.
  capabilities: { ...EVERYTHING, vary: false },
  leastVersion: '6.0',
  comment: '//',
  notes: [
    'exceptions of the app keep the headers, as long as UseCors stands before UseExceptionHandler and UseAuthentication',
  ],
  write: (facts, { standalone, listen }) =>
    [
      ...(facts.sets.length === 0 ? [] : ['using System.Text.RegularExpressions;']),
      'using Microsoft.AspNetCore.Cors.Infrastructure;',
      '',
      ...(standalone ? app(listen) : []),
      '/// <summary>builder.Services.AddCors(CorskitPolicy.Add); app.UseCors(CorskitPolicy.Name), before UseAuthentication.</summary>',
      'public static class CorskitPolicy',
      '{',
      '    public const string Name = "corskit";',
      '',
      ...decision(facts).map((line) => (line === '' ? '' : `    ${line}`)),
      '    public static void Add(CorsOptions options) => options.AddPolicy(Name, policy => policy',
      ...chain(facts).map((call, at, all) => `        ${call}${at === all.length - 1 ? ');' : ''}`),
      '}',
    ].join('\n'),
}

function decision({ any, exact, sets }: Facts): string[] {
  if (any) return []
  const tests = [
    ...(exact.length === 0 ? [] : ['Exact.Contains(origin)']),
    ...(sets.length === 0 ? [] : ['Array.Exists(Patterns, pattern => pattern.IsMatch(origin))']),
  ]
  return [
    ...(exact.length === 0
      ? []
      : [
          'private static readonly HashSet<string> Exact = new(StringComparer.Ordinal)',
          '{',
          ...exact.map((origin) => `    ${text(origin)},`),
          '};',
          '',
        ]),
    ...(sets.length === 0
      ? []
      : [
          'private static readonly Regex[] Patterns =',
          '{',
          // `$` would also match before a last line end.
          ...sets.map(({ body }) => `    new(${text(`\\A(?:${body})\\z`)}, RegexOptions.CultureInvariant),`),
          '};',
          '',
        ]),
    `private static bool IsAllowed(string origin) => ${tests.join(' || ')};`,
    '',
  ]
}

function chain(facts: Facts): string[] {
  const names = (values: readonly string[]) => values.map(text).join(', ')
  return [
    facts.any ? '.AllowAnyOrigin()' : '.SetIsOriginAllowed(IsAllowed)',
    facts.anyMethod ? '.AllowAnyMethod()' : `.WithMethods(${names(facts.methods)})`,
    ...(facts.anyHeader
      ? ['.AllowAnyHeader()']
      : facts.allowedHeaders.length === 0
        ? []
        : [`.WithHeaders(${names(facts.allowedHeaders)})`]),
    ...(exposedNames(facts).length === 0 ? [] : [`.WithExposedHeaders(${names(exposedNames(facts))})`]),
    ...(facts.credentials ? ['.AllowCredentials()'] : []),
    ...(facts.maxAge === null ? [] : [`.SetPreflightMaxAge(TimeSpan.FromSeconds(${facts.maxAge}))`]),
  ]
}

const text = (value: string) =>
  `"${value.replace(/[\\"\0-\x1f\x7f-\uffff]/g, (sign) =>
    sign === '\\' || sign === '"' ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}"`

const app = (listen: number) => [
  'var builder = WebApplication.CreateBuilder(args);',
  'builder.Services.AddCors(CorskitPolicy.Add);',
  `builder.WebHost.UseUrls("http://127.0.0.1:${listen}");`,
  'var app = builder.Build();',
  'app.UseCors(CorskitPolicy.Name);',
  'app.MapGet("/", () => Results.Json(new { }));',
  'app.Run();',
  '',
]
