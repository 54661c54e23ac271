// What developers write with oauth4webapi, step by step: node oauth4webapi.mjs WORLD STORY
import * as oauth from 'oauth4webapi'
import { claims, play, presentation, signIn, signingKey, world } from './world.mjs'

const scope = 'openid learcredential'
const insecure = { [oauth.allowInsecureRequests]: true }

const issuer = new URL(world.issuer)
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))

await play({
  async machine() {
    const machine = { client_id: world.machine.clientId }
    const proof = await presentation(world.machine)
    const authentication = oauth.PrivateKeyJwt(await signingKey(world.machine), {
      [oauth.modifyAssertion]: (_, payload) => {
        payload.vp_token = proof
      },
    })
    const response = await oauth.clientCredentialsGrantRequest(server, machine, authentication, {}, insecure)
    const tokens = await oauth.processClientCredentialsResponse(server, machine, response)
    return { token_type: tokens.token_type, expires_in: tokens.expires_in, claims: claims(tokens.access_token) }
  },

  async public() {
    const app = publicClient()
    return about(app, await codeFlow(app))
  },

  async confidential() {
    const portal = await confidentialClient()
    const tokens = await codeFlow(portal)
    const { active, client_id } = await introspected(portal, tokens.access_token)
    return { ...(await about(portal, tokens)), introspected: { active, client_id } }
  },

  async 'confidential-without-pkce'() {
    const portal = await confidentialClient()
    return about(portal, await codeFlow(portal, { pkce: false }))
  },
})

function publicClient() {
  return {
    metadata: { client_id: world.app.clientId },
    authentication: oauth.None(),
    redirect_uri: world.app.callback,
  }
}

async function confidentialClient() {
  return {
    metadata: { client_id: world.portal.clientId },
    authentication: oauth.PrivateKeyJwt(await signingKey(world.portal)),
    redirect_uri: world.portal.callback,
  }
}

/** How an authorization request is made a link. */
function plainly({ metadata }, parameters) {
  const url = new URL(server.authorization_endpoint)
  url.search = new URLSearchParams({ client_id: metadata.client_id, ...parameters }).toString()
  return url
}

async function codeFlow(client, { pkce = true, toUrl = plainly } = {}) {
  const { metadata, authentication, redirect_uri } = client
  const state = oauth.generateRandomState()
  const nonce = oauth.generateRandomNonce()
  const verifier = pkce ? oauth.generateRandomCodeVerifier() : oauth.nopkce
  const url = await toUrl(client, {
    response_type: 'code',
    redirect_uri,
    scope,
    state,
    nonce,
    ...(pkce && {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
  })
  const callback = oauth.validateAuthResponse(server, metadata, await signIn(url), state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    metadata,
    authentication,
    callback,
    redirect_uri,
    verifier,
    insecure,
  )
  const tokens = await oauth.processAuthorizationCodeResponse(server, metadata, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  })
  await oauth.validateApplicationLevelSignature(server, response, insecure)
  return tokens
}

async function about({ metadata }, tokens) {
  const { sub, name, email } = oauth.getValidatedIdTokenClaims(tokens)
  const response = await oauth.userInfoRequest(server, metadata, tokens.access_token, insecure)
  const userinfo = await oauth.processUserInfoResponse(server, metadata, sub, response)
  return { sub, name, email, userinfo: { name: userinfo.name, email: userinfo.email } }
}

async function introspected({ metadata, authentication }, token) {
  const response = await oauth.introspectionRequest(server, metadata, authentication, token, insecure)
  return oauth.processIntrospectionResponse(server, metadata, response)
}
