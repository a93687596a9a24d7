/**
 * Spring's CorsFilter, with a CorsConfiguration that compares whole origins: Spring's own lists ignore case, and their
 * patterns match any characters.
 */
import { javaList, javaString } from '../../text/java.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Problem, Target } from '../../words/target.ts'
import { inGroups } from '../../words/values.ts'

export const spring: Target = {
  name: 'spring',
  title: 'Spring CorsFilter',
  state: 'run',
  output: 'CorsPolicy.java',
  language: 'java',
  capabilities: {
    ...EVERYTHING,
    anyMethod: false,
    // The methods that every version knows.
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'],
    // `*` would allow every header that is asked for, Authorization too.
    anyHeader: false,
    standalone: false,
  },
  leastVersion: '4.2',
  comment: '//',
  place: 'put it into src/main/java: a Spring app is a folder',
  notes: [
    'Spring answers 403 to pages of other origins, and to methods that the policy does not name, on actual requests too',
    'tested with Spring 4.3; --server-version 5.3 or earlier writes javax.servlet in place of jakarta.servlet',
  ],
  problemsOf: ({ anyExposed }): Problem[] =>
    anyExposed
      ? [
          {
            element: 'exposedHeaders',
            message: "not every version of Spring takes '*'",
            instead: 'name the headers that script may read',
          },
        ]
      : [],
  write: (facts, { serverVersion }) => {
    const servlet = serverVersion !== null && Number(serverVersion.split('.')[0]) < 6 ? 'javax' : 'jakarta'
    const isDynamic = !facts.any
    return [
      '// With Spring Boot, in a @Configuration, so that it comes before authentication:',
      '//   @Bean FilterRegistrationBean<CorsPolicy> cors() {',
      '//     FilterRegistrationBean<CorsPolicy> bean = new FilterRegistrationBean<>(new CorsPolicy());',
      '//     bean.setOrder(Ordered.HIGHEST_PRECEDENCE);',
      '//     return bean;',
      '//   }',
      '// and no @CrossOrigin and no .cors() beside it.',
      'import java.io.IOException;',
      'import java.util.Arrays;',
      'import java.util.HashSet;',
      'import java.util.Set;',
      'import java.util.regex.Pattern;',
      `import ${servlet}.servlet.FilterChain;`,
      `import ${servlet}.servlet.ServletException;`,
      `import ${servlet}.servlet.http.HttpServletRequest;`,
      `import ${servlet}.servlet.http.HttpServletResponse;`,
      'import org.springframework.web.cors.CorsConfiguration;',
      'import org.springframework.web.cors.UrlBasedCorsConfigurationSource;',
      'import org.springframework.web.filter.CorsFilter;',
      '',
      'public class CorsPolicy extends CorsFilter {',
      ...(isDynamic ? decision(facts) : []),
      '    public CorsPolicy() {',
      '        super(source());',
      '    }',
      '',
      '    private static UrlBasedCorsConfigurationSource source() {',
      '        CorsConfiguration policy = new CorsConfiguration() {',
      '            @Override',
      '            public String checkOrigin(String origin) {',
      isDynamic
        ? '                return origin != null && isAllowed(origin) ? origin : null;'
        : '                return "*";',
      '            }',
      '        };',
      ...calls(facts).map((call) => `        policy.${call};`),
      '        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();',
      '        source.registerCorsConfiguration("/**", policy);',
      '        return source;',
      '    }',
      '',
      '    @Override',
      '    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)',
      '            throws ServletException, IOException {',
      ...[...(isDynamic ? ['Origin'] : []), ...facts.vary].map(
        (name) => `        response.addHeader("Vary", ${javaString(name)});`,
      ),
      '        super.doFilterInternal(request, response, chain);',
      '    }',
      '}',
    ].join('\n')
  },
}

/** A method of Java holds 64 KB. */
const ORIGINS_IN_A_LIST = 1_000

function decision({ exact, sets }: Facts): string[] {
  const lists = inGroups(exact, ORIGINS_IN_A_LIST)
  return [
    '    private static final Set<String> EXACT = new HashSet<>();',
    '    static {',
    ...lists.map((_, at) => `        Exact${at}.add(EXACT);`),
    '    }',
    ...lists.flatMap((list, at) => [
      `    private static class Exact${at} {`,
      '        static void add(Set<String> all) {',
      `            all.addAll(${javaList(list, '            ')});`,
      '        }',
      '    }',
    ]),
    '    private static final Pattern[] PATTERNS = {',
    ...sets.map(({ regex }) => `        Pattern.compile(${javaString(regex)}),`),
    '    };',
    '',
    '    private static boolean isAllowed(String origin) {',
    '        if (EXACT.contains(origin)) return true;',
    '        for (Pattern pattern : PATTERNS) if (pattern.matcher(origin).matches()) return true;',
    '        return false;',
    '    }',
    '',
  ]
}

function calls(facts: Facts): string[] {
  const list = (values: readonly string[]) => javaList(values, '        ')
  return [
    `setAllowedMethods(${list(facts.methods)})`,
    ...(facts.allowedHeaders.length === 0 ? [] : [`setAllowedHeaders(${list(facts.allowedHeaders)})`]),
    ...(facts.exposedHeaders.length === 0 ? [] : [`setExposedHeaders(${list(facts.exposedHeaders)})`]),
    `setAllowCredentials(${facts.credentials})`,
    ...(facts.maxAge === null ? [] : [`setMaxAge(${facts.maxAge}L)`]),
  ]
}
