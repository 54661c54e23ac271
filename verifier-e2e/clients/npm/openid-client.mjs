// What developers write with openid-client: node openid-client.mjs WORLD STORY
import * as client from 'openid-client'
import { claims, play, presentation, signIn, signingKey, world } from './world.mjs'

const scope = 'openid learcredential'

await play({
  async machine() {
    const proof = await presentation(world.machine)
    const machine = await discover(
      world.machine,
      client.PrivateKeyJwt(await signingKey(world.machine), {
        [client.modifyAssertion]: (_, payload) => {
          payload.vp_token = proof
        },
      }),
    )
    const { access_token, token_type, expires_in } = await client.clientCredentialsGrant(machine)
    return { token_type, expires_in, claims: claims(access_token) }
  },

  async public() {
    const app = await discover(world.app, client.None())
    return about(app, await codeFlow(app))
  },

  async confidential() {
    const portal = await confidential()
    const tokens = await codeFlow(portal)
    const { active, client_id } = await client.tokenIntrospection(portal, tokens.access_token)
    return { ...(await about(portal, tokens)), introspected: { active, client_id } }
  },

  async 'confidential-without-pkce'() {
    const portal = await confidential()
    const nonce = client.randomNonce()
    const state = client.randomState()
    const url = client.buildAuthorizationUrl(portal, { redirect_uri: world.portal.callback, scope, nonce, state })
    const tokens = await client.authorizationCodeGrant(portal, await signIn(url), {
      expectedNonce: nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    return about(portal, tokens)
  },
})

/** Finds the server's metadata, and lets signatures of its answers be checked although they come from where the keys are. */
async function discover({ clientId }, authentication) {
  const found = await client.discovery(new URL(world.issuer), clientId, undefined, authentication, {
    execute: [client.allowInsecureRequests],
  })
  client.enableNonRepudiationChecks(found)
  return found
}

async function confidential() {
  return discover(world.portal, client.PrivateKeyJwt(await signingKey(world.portal)))
}

/** Code flow with PKCE, state and nonce. */
async function codeFlow(config, toUrl = client.buildAuthorizationUrl) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const url = await toUrl(config, {
    redirect_uri: config.clientMetadata().client_id === world.app.clientId ? world.app.callback : world.portal.callback,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  return client.authorizationCodeGrant(config, await signIn(url), {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
    idTokenExpected: true,
  })
}

async function about(config, tokens) {
  const { sub, name, email } = tokens.claims()
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub)
  return { sub, name, email, userinfo: { name: userinfo.name, email: userinfo.email } }
}
