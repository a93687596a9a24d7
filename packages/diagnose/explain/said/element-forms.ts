/**
 * What engines say of a file of another origin that an element loaded without CORS, and that script may not use: images
 * in a canvas, in WebGL and WebGPU, sound, subtitles, stylesheets and scripts.
 */
import type { SaidKind } from '../../words/said-line.ts'

/** Bounded, so that a text of many URLs without spaces takes no time that grows with its square. */
const URL = '(?<url>(?:https?|file|blob):[^\\s\'"]{1,4096}?)'
const PAGE = "(?<page>[a-z][a-z+.-]{1,30}://[^\\s']{1,300}|null)"

export const ELEMENT_FORMS: readonly (readonly [kind: SaidKind, source: string])[] = [
  // A canvas, WebGL, WebGPU and WebCodecs: Chromium, Firefox, WebKit.
  ['tainted-canvas', '(?<detail>Tainted "?(?:canvases|OffscreenCanvas)"? may not be (?:exported|loaded))'],
  ['tainted-canvas', '(?<detail>[Tt]he (?:canvas has been|external image is) tainted by cross-origin data)'],
  [
    'tainted-canvas',
    '(?<detail>(?<!\\w)(?:[Tt]he )?(?:[Ii]mage|[Vv]ideo) element contains cross-origin data,? and may not be loaded)',
  ],
  ['tainted-canvas', '(?<detail>Canvas is not origin-clean)'],
  ['tainted-canvas', '(?<detail>Non-origin-clean ImageBitmap cannot be \\w{1,20})'],
  ['tainted-canvas', "(?<detail>VideoFrames can't be created from tainted sources)"],
  ['tainted-canvas', '(?<detail>Cross-origin elements require CORS)'],
  [
    'tainted-canvas',
    '(?<detail>(?:HTMLCanvasElement|OffscreenCanvas|CanvasRenderingContext2D|OffscreenCanvasRenderingContext2D)\\.\\w{1,30}: The operation is insecure)',
  ],
  // Firefox and WebKit print this for a canvas, and for other things that a page may not do.
  ['insecure-operation', '(?<detail>SecurityError: The operation is insecure)'],
  // Sound, and what is recorded of an element.
  [
    'element-without-cors',
    `(?<detail>MediaElementAudioSource outputs zeroes due to CORS access restrictions) for ${URL}(?=\\s|$)`,
  ],
  [
    'element-without-cors',
    '(?<detail>The (?:HTMLMediaElement|MediaStream(?:Track)?) passed to create\\w{1,30} (?:has|is) a cross-origin resource)',
  ],
  ['element-without-cors', '(?<detail>Cannot capture from element with cross-origin data)'],
  // Subtitles. The line names the origin of their file only.
  [
    'element-without-cors',
    `Text track from origin '${URL}' has been blocked from loading: (?<detail>Not at same origin as the document, and parent of track element does not have a 'crossorigin' attribute)(?:\\. Origin '${PAGE}' is therefore not allowed access)?`,
  ],
  // Stylesheets.
  ['element-without-cors', "(?<detail>'CSSStyleSheet': Cannot access (?:rules|StyleSheet to \\w{1,20}))"],
  ['element-without-cors', '(?<detail>Not allowed to access cross-origin stylesheet)'],
  ['script-error', '(?<!\\w)(?<detail>Script error\\.)(?=[\\s"\')]|$)'],
]
