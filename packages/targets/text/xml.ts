/** Values as XML. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

export const xmlText = (value: string) => value.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)

/** Two hyphens end a comment. */
export const xmlComment = (lines: readonly string[]) => [
  '<!--',
  ...lines.map((line) => `  ${line.replace(/-(?=-)/g, '- ')}`),
  '-->',
]

/** A filter of `web.xml`, for every path. */
export function servletFilter(name: string, className: string, parameters: Readonly<Record<string, string>>): string[] {
  return [
    '<filter>',
    `  <filter-name>${name}</filter-name>`,
    `  <filter-class>${className}</filter-class>`,
    ...Object.entries(parameters).flatMap(([parameter, value]) => [
      '  <init-param>',
      `    <param-name>${parameter}</param-name>`,
      `    <param-value>${xmlText(value)}</param-value>`,
      '  </init-param>',
    ]),
    '</filter>',
    '<filter-mapping>',
    `  <filter-name>${name}</filter-name>`,
    '  <url-pattern>/*</url-pattern>',
    '</filter-mapping>',
  ]
}

/** A `web.xml` that is whole. */
export function webXml(lines: readonly string[], namespace: 'jakarta' | 'javax'): string {
  const head =
    namespace === 'jakarta'
      ? '<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">'
      : '<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">'
  return [head, ...lines.map((line) => `  ${line}`), '</web-app>'].join('\n')
}
