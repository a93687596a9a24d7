/** The calls of a function in the files that import it. Only their texts are read. */

/** Every different text that a source gives a maker of another file. @param file the name of that file */
export function givenIn(source: string, maker: string, file: string): string[] {
  return namesIn(source, maker, file).flatMap((name) =>
    [...source.matchAll(new RegExp(`(?<!\\bfunction\\s+)\\b${name}\\s*(\\((?:[^()]|\\([^()]*\\))*\\))`, 'g'))].map(
      ([, given]) => (given ?? '').replace(/\s+/g, ' '),
    ),
  )
}

/** Whether a source hands a maker on, which may then be called with anything: `.map(make)`, `make.bind(…)`. */
export const isHandedOnIn = (source: string, maker: string, file: string): boolean =>
  namesIn(source, maker, file).some((name) =>
    new RegExp(`[(,]\\s*(?:\\w+\\.)?${name}\\s*[,)]|\\b${name}\\.(?:bind|call|apply)\\b`).test(
      source.replace(/\b(?:import|export)\s+(?:type\s+)?\{[^}]*\}|\{[^}]*\}\s*=\s*require\b/g, ''),
    ),
  )

/** The names that a maker has in another file. */
function namesIn(source: string, maker: string, file: string): string[] {
  if (maker !== 'default') {
    const renamed = new RegExp(`\\b${maker}\\s*(?:\\bas\\b|:)\\s*(\\w+)`).exec(source)?.[1]
    return [maker, ...(renamed === undefined ? [] : [renamed])]
  }
  const path = file.replace(/^.*\//, '').replace(/\.[mc]?[jt]sx?$/, '')
  const end = path === 'index' ? (/([^/]+)\/[^/]+$/.exec(file)?.[1] ?? path) : path
  const from = `['"][^'"]*\\b${end.replace(/[^\w]/g, '\\$&')}(?:\\.[mc]?[jt]s)?['"]`
  return [
    ...source.matchAll(new RegExp(`import\\s+(\\w+)[^;'"]*from\\s*${from}|(\\w+)\\s*=\\s*require\\(\\s*${from}`, 'g')),
  ].flatMap(([, imported, required]) => imported ?? required ?? [])
}
