// What the OpenID Foundation's suite looks at in every request that comes to its wallet.
const KNOWN_METADATA = ['jwks', 'encrypted_response_enc_values_supported', 'vp_formats_supported']
const TODAY = 24 * 60 * 60
const seenKeys = new Set()

/** @returns what it would complain of, one line for each */
export function examine({ authorizationRequestPayload: request, jar }, method) {
  const found = []
  const expect = (holds, complaint) => holds || found.push(complaint)
  for (const name of ['client_id_scheme', 'scope', 'redirect_uri', 'transaction_data']) {
    expect(!(name in request), `${name} is there`)
  }
  expect(method === 'post' || !('wallet_nonce' in request), 'wallet_nonce is there although nobody posted')
  expect(URL.canParse(request.response_uri), 'response_uri is no address')
  expect(request.response_type === 'vp_token', 'response_type')
  expect(/^[A-Za-z0-9._~-]{22,}$/.test(request.nonce), 'nonce is short or has other characters than URLs')
  expect(
    request.state === undefined || /^[A-Za-z0-9._~-]+$/.test(request.state),
    'state has other characters than URLs',
  )
  expect(request.dcql_query.credentials.length === 1, 'more than one credential is asked for')
  if (jar) signed(jar.jwt, expect)
  metadata(request, expect)
  return found
}

function signed({ header, payload }, expect) {
  const now = Math.floor(Date.now() / 1000)
  expect(header.typ === 'oauth-authz-req+jwt', 'typ')
  expect(payload.aud === 'https://self-issued.me/v2', 'aud')
  expect(payload.exp === undefined || (payload.exp > now && payload.exp < now + TODAY), 'exp')
  expect(payload.iat === undefined || payload.iat <= now + 5, 'iat')
}

function metadata({ client_metadata = {}, response_mode, dcql_query }, expect) {
  for (const name of Object.keys(client_metadata)) expect(KNOWN_METADATA.includes(name), `client_metadata has ${name}`)
  for (const { format } of dcql_query.credentials) {
    expect(client_metadata.vp_formats_supported?.[format], `vp_formats_supported lacks ${format}`)
  }
  if (response_mode !== 'direct_post.jwt') return
  const keys = client_metadata.jwks?.keys ?? []
  const encrypting = keys.filter(({ use }) => use !== 'sig')
  expect(encrypting.length > 0, 'there is no key to encrypt to')
  for (const { kid, alg, crv, x } of encrypting) {
    expect(kid, 'a key has no kid')
    expect(alg === 'ECDH-ES' && crv === 'P-256', 'a key is not ECDH-ES on P-256')
    expect(!seenKeys.has(x), 'a key was seen before')
    seenKeys.add(x)
  }
  for (const enc of ['A128GCM', 'A256GCM']) {
    expect(client_metadata.encrypted_response_enc_values_supported?.includes(enc), `${enc} is not offered`)
  }
}
