// What the OpenID Foundation's suite does wrong when it plays the wallet, by the names of its modules.
const YEAR = 365 * 24 * 60 * 60

/** Binds a presentation with some claims of the key binding otherwise. */
function bindingWith(changed) {
  return { binding: (claims, sign) => sign({ ...claims, ...changed(claims) }) }
}

export const CRIMES = {
  'invalid-session-transcript': { request: (request) => ({ ...request, nonce: `${request.nonce}-other` }) },
  'invalid-credential-signature': { credential: (credential) => withBadSignature(credential) },
  'invalid-kb-jwt-signature': { binding: async (claims, sign) => withBadSignature(await sign(claims)) },
  'invalid-sd-hash': bindingWith(({ sd_hash }) => ({ sd_hash: [...sd_hash].reverse().join('') })),
  'invalid-kb-jwt-nonce': bindingWith(({ nonce }) => ({ nonce: `${nonce}-other` })),
  'invalid-kb-jwt-aud': bindingWith(({ aud }) => ({ aud: `${aud}-other` })),
  'kb-jwt-iat-in-past': bindingWith(({ iat }) => ({ iat: iat - YEAR })),
  'kb-jwt-iat-in-future': bindingWith(({ iat }) => ({ iat: iat + YEAR })),
}

/** The first JWT of a text, with one bit of its signature turned. */
function withBadSignature(text) {
  const [jwt, ...rest] = text.split('~')
  const [header, payload, signature] = jwt.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  bytes[bytes.length - 1] ^= 1
  return [[header, payload, bytes.toString('base64url')].join('.'), ...rest].join('~')
}
