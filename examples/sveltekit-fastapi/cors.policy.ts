import type { PolicyOptions } from 'corskit'

/** In development, the page is on any port that Vite takes, under the name localhost: 127.0.0.1 is another origin. */
const pages = process.env['NODE_ENV'] === 'production' ? ['https://app.example.com'] : ['http://localhost:*']

/** Which pages may call the API: for FastAPI in development, for nginx in production. */
export const policy: PolicyOptions = {
  origin: pages,
  methods: ['PUT'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['x-total'],
  credentials: true,
  maxAge: 600,
}
