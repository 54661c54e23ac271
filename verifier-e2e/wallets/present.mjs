// What a wallet does with a link: reads the request, finds what is asked for, shows it, and tells where the browser goes.
import { extractEncryptionJwkFromJwks } from '@openid4vc/openid4vp'
import { DcqlQuery } from 'dcql'
import { calculateJwkThumbprint } from 'jose'
import { examine } from './examination.mjs'
import { clientOf, ENCRYPTING } from './requests.mjs'

/**
 * @param held credentials to choose from
 * @param crime what to do wrong, if anything
 * @returns what was asked, what was shown, and what the verifier said
 */
export async function present(link, { held, authorities, method, encrypted, times = 1, crime }) {
  const { client, resolve } = await clientOf(link, { authorities, method, encrypted })
  let resolved
  for (let time = 0; time < times; time++) resolved = await resolve()
  const { authorizationRequestPayload: request, dcql } = resolved
  const encryptionJwk = encrypting(request)
  const session = {
    clientId: request.client_id,
    nonce: request.nonce,
    responseUri: request.response_uri,
    encryptionThumbprint: encryptionJwk && (await calculateJwkThumbprint(encryptionJwk)),
  }
  const { vp_token, shown } = await answers(dcql.query, held, session, crime)
  const response = await client.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    authorizationResponsePayload: { vp_token },
    ...(encryptionJwk && { jarm: { encryption: { nonce: '', jwk: encryptionJwk }, serverMetadata: ENCRYPTING } }),
  })
  const submitted = await client.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    ...response,
  })
  return {
    request,
    examination: examine(resolved, method),
    shown,
    status: submitted.response.status,
    answer: await submitted.response.json(),
  }
}

/** The verifier's key, if the answer is to be encrypted. */
function encrypting({ response_mode, client_metadata }) {
  const supportedAlgValues = ENCRYPTING.authorization_encryption_alg_values_supported
  return response_mode === 'direct_post.jwt'
    ? extractEncryptionJwkFromJwks(client_metadata.jwks, { supportedAlgValues })
    : undefined
}

/** OpenID4VP 1.0 §8.1, with each presentation made and, where it is honest, believed by somebody else than its maker. */
async function answers(asked, held, session, crime) {
  const query = DcqlQuery.parse(asked)
  DcqlQuery.validate(query)
  const found = DcqlQuery.query(query, await Promise.all(held.map((one) => one.format.queryable(one))))
  if (!found.can_be_satisfied) throw new Error(`nothing held is asked for: ${JSON.stringify(found)}`)
  const answered = { vp_token: {}, shown: {} }
  for (const id of chosen(found)) {
    const [match] = found.credential_matches[id].valid_credentials
    const one = held[match.input_credential_index]
    const { claims = [] } = query.credentials.find((credential) => credential.id === id)
    const [{ valid_claim_indexes = [] } = {}] = match.claims.valid_claim_sets ?? []
    const paths = valid_claim_indexes.map((index) => claims[index].path)
    const presentation = await one.format.present(one, paths, session, crime)
    if (!crime) answered.shown[id] = await one.format.check(presentation, session, one.authority ?? one.seal)
    answered.vp_token[id] = [presentation]
  }
  return answered
}

/** The ids to answer: the first way through each set that has one, or else everything. */
function chosen({ credentials, credential_sets }) {
  if (!credential_sets) return credentials.map(({ id }) => id)
  return [...new Set(credential_sets.flatMap(({ matching_options }) => matching_options?.[0] ?? []))]
}
