// A public client: everything about OAuth is the library's; this shows what came of it.
'use strict';
(async () => {
  const byId = (id) => document.getElementById(id);
  const words = {
    access_denied: 'You are not signed in',
    login_required: 'Please sign in',
    invalid_grant: 'This sign-in was used already',
    temporarily_unavailable: 'Too much is going on right now',
  };

  const show = (section) => {
    for (const other of ['out', 'in', 'problem']) {
      byId(other).hidden = other !== section;
    }
    byId('app').removeAttribute('aria-busy');
  };

  const fail = (problem) => {
    const code = problem.error ?? 'unreachable';
    byId('say').textContent = words[code] ?? 'The sign-in did not work';
    byId('description').textContent = problem.error_description ?? problem.message ?? '';
    byId('error').textContent = code;
    show('problem');
  };

  const pretty = (value) => JSON.stringify(value, null, 2);

  // The mandate is in the credential, which the ID token has as text.
  const mandate = (claims) => JSON.parse(claims.vc_json ?? '{}').credentialSubject?.mandate ?? {};

  const authorized = (user) => ({headers: {Authorization: `Bearer ${user.access_token}`}});

  const greet = (user) => {
    const claims = user.profile;
    const {mandator = {}, power = []} = mandate(claims);
    byId('name').textContent = claims.name ?? claims.sub;
    byId('email').textContent = claims.email ?? 'not told';
    byId('organisation').textContent = mandator.organization ?? mandator.organizationIdentifier ?? 'nobody but yourself';
    byId('powers').replaceChildren(...power.map((one) => {
      const item = document.createElement('li');
      item.textContent = `${[one.action ?? one.tmf_action].flat().join(', ')} – ${one.function ?? one.tmf_function}`;
      return item;
    }));
    const until = new Date(user.expires_at * 1000);
    byId('until').dateTime = until.toISOString();
    byId('until').textContent = until.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
    byId('id-token').textContent = pretty(claims);
    show('in');
  };

  const call = async (api, user) => {
    byId('called').textContent = 'Asking …';
    try {
      const answer = await fetch(`${api}/me`, authorized(user));
      byId('called').textContent = answer.ok
        ? `${api}/me knows you, and for whom you act.`
        : `${api}/me answers ${answer.status}: ${answer.headers.get('WWW-Authenticate') ?? ''}`;
      byId('answer').textContent = answer.ok ? pretty(await answer.json()) : '';
      byId('answer').hidden = !answer.ok;
    } catch {
      byId('called').textContent = `${api} cannot be reached.`;
    }
  };

  try {
    const {issuer, clientId, api} = await (await fetch('/config.json')).json();
    const manager = new oidc.UserManager({
      authority: issuer,
      client_id: clientId,
      redirect_uri: `${location.origin}/callback`,
      scope: 'openid learcredential',
      automaticSilentRenew: false,
    });
    const signIn = () => manager.signinRedirect().catch(fail);
    byId('sign-in').addEventListener('click', signIn);
    byId('again').addEventListener('click', signIn);
    byId('sign-out').addEventListener('click', async () => {
      await manager.removeUser();
      show('out');
      byId('sign-in').focus();
    });

    let user = await manager.getUser();
    if (location.pathname === '/callback' && location.search) {
      const back = location.href;
      history.replaceState(null, '', '/');
      user = await manager.signinCallback(back);
    }
    if (!user || user.expired) {
      show('out');
      return;
    }
    byId('call').addEventListener('click', async () => call(api, await manager.getUser()));
    greet(user);
    const userinfo = await fetch(await manager.metadataService.getUserInfoEndpoint(), authorized(user));
    byId('userinfo').textContent = pretty(await userinfo.json());
  } catch (problem) {
    fail(problem);
  }
})();
