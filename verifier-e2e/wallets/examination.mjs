// What the OpenID Foundation's suite looks at in every request that comes to its wallet.
const KNOWN_METADATA = ['jwks', 'encrypted_response_enc_values_supported', 'vp_formats_supported']
const TODAY = 24 * 60 * 60
const seenKeys = new Set()

/** @returns what it would fail for, and what it would warn of, one line for each */
export function examine({ authorizationRequestPayload: request, jar }, method) {
  const found = { failures: [], warnings: [] }
  const must = (holds, complaint) => holds || found.failures.push(complaint)
  const should = (holds, complaint) => holds || found.warnings.push(complaint)
  for (const name of ['client_id_scheme', 'scope', 'redirect_uri', 'transaction_data']) {
    must(!(name in request), `${name} is there`)
  }
  must(method === 'post' || !('wallet_nonce' in request), 'wallet_nonce is there although nobody posted')
  must(URL.canParse(request.response_uri), 'response_uri is no address')
  must(request.response_type === 'vp_token', 'response_type')
  must(/^[A-Za-z0-9._~-]{22,}$/.test(request.nonce), 'nonce is short or has other characters than URLs')
  must(/^[A-Za-z0-9._~-]*$/.test(request.state ?? ''), 'state has other characters than URLs')
  must(request.dcql_query.credentials.length === 1, 'more than one credential is asked for')
  if (jar) signed(jar.jwt, must, should)
  metadata(request, must, should)
  return found
}

function signed({ header, payload: { aud, exp, iat } }, must, should) {
  const now = Math.floor(Date.now() / 1000)
  must(header.typ === 'oauth-authz-req+jwt', 'typ')
  should(aud === 'https://self-issued.me/v2', 'aud')
  must(exp === undefined || (exp > now && exp < now + TODAY), 'exp')
  must(iat === undefined || (iat <= now + 5 && iat > now - TODAY), 'iat')
}

function metadata({ client_metadata = {}, response_mode, dcql_query }, must, should) {
  for (const name of Object.keys(client_metadata)) should(KNOWN_METADATA.includes(name), `client_metadata has ${name}`)
  for (const { format } of dcql_query.credentials) {
    must(client_metadata.vp_formats_supported?.[format], `vp_formats_supported lacks ${format}`)
  }
  if (response_mode === 'direct_post.jwt') encryption(client_metadata, must)
}

/** Where HAIP is stricter it is as strict. */
function encryption({ jwks, encrypted_response_enc_values_supported: offered = [] }, must) {
  const keys = (jwks?.keys ?? []).filter(({ use }) => use !== 'sig')
  must(keys.length > 0, 'there is no key to encrypt to')
  for (const { kid, alg, crv, x } of keys) {
    must(kid, 'a key has no kid')
    must(alg === 'ECDH-ES' && crv === 'P-256', 'a key is not ECDH-ES on P-256')
    must(!seenKeys.has(x), 'a key was seen before')
    seenKeys.add(x)
  }
  for (const enc of ['A128GCM', 'A256GCM']) must(offered.includes(enc), `${enc} is not offered`)
}
