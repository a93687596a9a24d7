/** A test that is an HTML page, as far as running it without a document needs to know it. */
import { type DefaultTreeAdapterTypes, parse, serialize, defaultTreeAdapter as tree } from 'parse5'

/** Where it is, relative to the page, or the script itself. */
export type PageScript = { readonly src: string } | { readonly text: string }

export interface TestPage {
  readonly title: string
  /** In the order in which a browser runs them. */
  readonly scripts: readonly PageScript[]
  /** What is left of the page without them, for those who have a document. */
  readonly html: string
  /** `<meta name content>`, all of that name. */
  readonly metas: (name: string) => readonly string[]
  /**
   * https://web-platform-tests.org/writing-tests/testharness.html: what loads the harness is a test, other pages are
   * parts of one.
   */
  readonly isTest: boolean
}

type Element = DefaultTreeAdapterTypes.Element

/** What a `type` says of a script that is to run at once. https://html.spec.whatwg.org/#prepare-the-script-element */
const CLASSIC = /^(?:(?:text|application)\/(?:x-)?(?:java|ecma)script)?$/i

export function readTestPage(text: string): TestPage {
  const document = parse(text)
  const elements = [...elementsIn(document)]
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name)
  const scripts = named('script').filter((element) => CLASSIC.test(attribute(element, 'type') ?? ''))
  const title = named('title').map(textOf)[0] ?? ''
  for (const element of scripts) tree.detachNode(element)
  return {
    title: title.trim().replaceAll(/\s+/g, ' '),
    scripts: scripts.map((element) => {
      const src = attribute(element, 'src')
      return src === undefined ? { text: textOf(element) } : { src }
    }),
    html: serialize(document),
    metas: (name) =>
      named('meta')
        .filter((element) => attribute(element, 'name') === name)
        .map((element) => attribute(element, 'content') ?? ''),
    isTest: scripts.some((element) => attribute(element, 'src')?.endsWith('/testharness.js')),
  }
}

/** In tree order; what a template holds is not a part of the page. */
function* elementsIn(parent: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!tree.isElementNode(node)) continue
    yield node
    yield* elementsIn(node)
  }
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value
}

function textOf(element: Element): string {
  return element.childNodes.map((node) => (tree.isTextNode(node) ? node.value : '')).join('')
}
