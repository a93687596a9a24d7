/** The policy of most cases of the behaviour suite. */

export const APP = 'https://app.example.com'

export const POLICY = {
  origin: [APP, 'https://*.sub.example.com', 'http://localhost:*'],
  methods: ['PUT', 'DELETE'],
  allowedHeaders: ['content-type', 'x-a'],
  exposedHeaders: ['etag', 'x-b'],
  credentials: true,
  maxAge: 600,
}
