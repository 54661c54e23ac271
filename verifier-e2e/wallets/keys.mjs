// P-256 keys, in each shape that some library wants them in.
import { ECDH } from 'node:crypto'
import { bytesToMultibase, ES256Signer, multibaseToBytes } from 'did-jwt'
import { exportJWK, generateKeyPair } from 'jose'

/** @returns a new private key as a JWK */
export async function newKey() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return exportJWK(privateKey)
}

/** What of a key may be shown, without a word more than RFC 7517 wants. */
export function publicJwk({ kty, crv, x, y }) {
  return { kty, crv, x, y }
}

/** The key pair as the Web Crypto API has it. */
export async function cryptoKeys({ kty, crv, x, y, d }) {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }
  return {
    privateKey: await crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, ecdsa, true, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', { kty, crv, x, y }, ecdsa, true, ['verify']),
  }
}

/** The did:key of a key. */
export function didKey({ x, y }) {
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const compressed = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'compressed')
  return `did:key:${bytesToMultibase(compressed, 'base58btc', 'p256-pub')}`
}

/** The public key of a did:key. */
export function jwkOf(did) {
  const { keyBytes, keyType } = multibaseToBytes(did.split('#')[0].slice('did:key:'.length))
  if (keyType !== 'P-256') throw new Error(`not a did:key of P-256: ${did}`)
  const point = ECDH.convertKey(keyBytes, 'prime256v1', undefined, undefined, 'uncompressed')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** Signs as did-jwt wants it. */
export function didSigner({ d }) {
  return ES256Signer(Buffer.from(d, 'base64url'))
}

/** The header that shows who certified a key. */
export function x5c({ chain }) {
  return { x5c: chain }
}
