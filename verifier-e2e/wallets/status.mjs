// A Token Status List, by @sd-jwt/jwt-status-list.
import { createHeaderAndPayload, StatusList } from '@sd-jwt/jwt-status-list'
import { importJWK, SignJWT } from 'jose'
import { x5c } from './keys.mjs'

/** @param statuses one for each credential; @param uri where the token will be found */
export async function statusList(statuses, uri, issuer, seal) {
  const now = Math.floor(Date.now() / 1000)
  const list = new StatusList(statuses, 1)
  const { header, payload } = createHeaderAndPayload(
    list,
    { iss: issuer, sub: uri, iat: now, exp: now + 3600, ttl: 300 },
    { alg: 'ES256', ...x5c(seal) },
  )
  return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(seal.key, 'ES256'))
}
