/** The calls of a function in the files that import it. Only their texts are read. */

/**
 * Every different text that a source gives a maker of another file.
 * @param isFile whether an import of the source means that file
 */
export function givenIn(source: string, maker: string, isFile: (specifier: string) => boolean): string[] {
  return namesIn(source, maker, isFile).flatMap((name) =>
    [...source.matchAll(new RegExp(`(?<!\\bfunction\\s+)\\b${name}\\s*(\\((?:[^()]|\\([^()]*\\))*\\))`, 'g'))].map(
      ([, given]) => (given ?? '').replace(/\s+/g, ' '),
    ),
  )
}

/** Whether a source hands a maker on, which may then be called with anything: `.map(make)`, `make.bind(…)`. */
export const isHandedOnIn = (source: string, maker: string, isFile: (specifier: string) => boolean): boolean =>
  namesIn(source, maker, isFile).some((name) =>
    new RegExp(`[(,]\\s*(?:\\w+\\.)?${name}\\s*[,)]|\\b${name}\\.(?:bind|call|apply)\\b`).test(
      source.replace(/\b(?:import|export)\s+(?:type\s+)?\{[^}]*\}|\{[^}]*\}\s*=\s*require\b/g, ''),
    ),
  )

/** The names that a maker has in another file. */
function namesIn(source: string, maker: string, isFile: (specifier: string) => boolean): string[] {
  if (maker !== 'default') {
    const renamed = new RegExp(`\\b${maker}\\s*(?:\\bas\\b|:)\\s*(\\w+)`).exec(source)?.[1]
    return [maker, ...(renamed === undefined ? [] : [renamed])]
  }
  return [...source.matchAll(DEFAULT)].flatMap(([, imported, from, required, path]) =>
    isFile(from ?? path ?? '') ? (imported ?? required ?? []) : [],
  )
}

const DEFAULT = /import\s+(\w+)[^;'"]*from\s*['"]([^'"]*)['"]|(\w+)\s*=\s*require\(\s*['"]([^'"]*)['"]/g
