/** Where the model's servers stand. Ports as in a real run: no two origins have the same. */
import { type OriginKey, originKeys, PLACES, type Places, placesNames } from '../places.ts'

const FIRST_PORT = 9100

export const MODEL_ORIGINS = Object.fromEntries(
  placesNames.map((places, row) => [
    places,
    Object.fromEntries(
      originKeys.map((key, column) => [key, `${PLACES[places][key]}:${FIRST_PORT + row * originKeys.length + column}`]),
    ),
  ]),
) as Readonly<Record<Places, Readonly<Record<OriginKey, string>>>>

/** Every origin with its placeholder's letter. */
export const modelOrigins: readonly (readonly [OriginKey, string])[] = Object.values(MODEL_ORIGINS).flatMap((origins) =>
  originKeys.map((key) => [key, origins[key]] as const),
)

export function withOrigins(text: string, places: Places = 'http'): string {
  const origins = MODEL_ORIGINS[places]
  return text
    .replaceAll('{A:upper}', origins.A.toUpperCase())
    .replace(/\{([ABCD]):host\}/g, (_, key: OriginKey) => new URL(origins[key]).host)
    .replace(/\{([ABCD])\}/g, (_, key: OriginKey) => origins[key])
}
