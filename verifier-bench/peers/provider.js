// One client that asks for tokens of its own with private_key_jwt, ES256 on both sides, tokens that are JWTs and so are kept nowhere.
// Told by the environment: ISSUER, CLIENT, CLIENT_JWKS with the client's public key, SIGNING_JWK with the provider's private one.
import { Provider } from 'oidc-provider';

const { ISSUER, CLIENT, CLIENT_JWKS, SIGNING_JWK } = process.env;
const api = 'urn:bench:api';

const provider = new Provider(ISSUER, {
  jwks: { keys: [JSON.parse(SIGNING_JWK)] },
  clients: [
    {
      client_id: CLIENT,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: JSON.parse(CLIENT_JWKS),
      id_token_signed_response_alg: 'ES256',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
  ],
  clientAuthMethods: ['private_key_jwt'],
  enabledJWA: { clientAuthSigningAlgValues: ['ES256'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => api,
      getResourceServerInfo: () => ({
        scope: 'machine',
        audience: api,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

provider.listen(Number(new URL(ISSUER).port), '127.0.0.1');
