import type { PolicyOptions } from 'corskit'

/** Which pages may call this API. */
export const policy: PolicyOptions = {
  origin: ['https://app.example.com', 'http://localhost:*'],
  methods: ['PUT'],
  allowedHeaders: ['content-type'],
  credentials: true,
}
