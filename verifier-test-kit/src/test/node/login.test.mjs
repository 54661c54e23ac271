import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';

const callback = 'http://localhost:3000/callback';
let kit;
let verifier;

before(async () => {
  kit = spawn('java', ['-jar', process.env.VERIFIER_TEST_KIT ?? 'verifier-test-kit.jar'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  for await (const part of kit.stdout) {
    said += part;
    if (said.includes('\n')) break;
  }
  verifier = JSON.parse(said);
  await tell('clients', {
    clientId: 'my-app',
    url: 'http://localhost:3000',
    redirectUris: [callback],
    scopes: ['openid_learcredential'],
    clientAuthenticationMethods: ['none'],
    authorizationGrantTypes: ['authorization_code', 'refresh_token'],
    requirements: { powers: [{ function: 'Onboarding', action: 'Execute' }] },
  });
});

after(() => kit.kill());

async function tell(path, what = {}) {
  const answer = await fetch(verifier.control + path, { method: 'POST', body: JSON.stringify(what) });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.error_description), said);
  return said;
}

// What your application does with its library.
const pkce = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const authorizationRequest = () => `${verifier.issuer}/oidc/authorize?` + new URLSearchParams({
  client_id: 'my-app', response_type: 'code', redirect_uri: callback, scope: 'openid learcredential', state: 'x',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256',
});
async function tokens(fields) {
  const form = new URLSearchParams({ client_id: 'my-app', ...fields });
  return (await fetch(`${verifier.issuer}/oidc/token`, { method: 'POST', body: form })).json();
}

test('an employee with the power signs in, until the credential is revoked', async () => {
  const ann = await tell('people', { organization: 'Acme', powers: [{ function: 'Onboarding', action: ['Execute'] }] });

  const { location } = await tell(`people/${ann.id}/sign-in`, { url: authorizationRequest() });
  const code = new URL(location).searchParams.get('code');
  const first = await tokens({ grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: pkce });
  assert.ok(first.access_token);
  const second = await tokens({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
  assert.ok(second.access_token);

  await tell(`people/${ann.id}/revoke`);
  const third = await tokens({ grant_type: 'refresh_token', refresh_token: second.refresh_token });
  assert.equal(third.error, 'invalid_grant');
});

test('an employee without the power is refused, and the app is told', async () => {
  const bob = await tell('people', { firstName: 'Bob', lastName: 'Ray' });

  await assert.rejects(tell(`people/${bob.id}/sign-in`, { url: authorizationRequest() }), (refused) => {
    assert.equal(refused.error, 'required_power_missing');
    assert.equal(new URL(refused.location).searchParams.get('error'), 'access_denied');
    return true;
  });
});
