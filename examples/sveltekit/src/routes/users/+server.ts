import { json, type RequestHandler } from '@sveltejs/kit'

export const GET: RequestHandler = () => json([{ id: '1', name: 'Ada' }])

export const PUT: RequestHandler = async ({ request }) => json(await request.json())
