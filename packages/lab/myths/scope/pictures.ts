import type { Myth } from '../../words/myth.ts'

export const pictures: Myth = {
  id: 'pictures',
  claim: 'A page may show a picture of any site, without CORS.',
  truth: true,
  experiment: {
    kind: 'fetch',
    cast: { server: 'the pictures' },
    calls: () => [
      { request: { origin: 'https://blog.example', url: 'https://pictures.example/cat.jpg', mode: 'no-cors' } },
    ],
    respond: () => ({ status: 200, headers: [['content-type', 'image/jpeg']] }),
  },
  answer:
    'Showing needs no permission, for the page’s script learns next to nothing of the picture. To read its pixels, from a canvas, it needs CORS.',
  source: {
    title: 'MDN: Allowing cross-origin use of images and canvas',
    url: 'https://developer.mozilla.org/en-US/docs/Web/HTML/How_to/CORS_enabled_image',
  },
}
