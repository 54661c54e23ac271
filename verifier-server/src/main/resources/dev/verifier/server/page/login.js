// Keeps the login page up to date. Without it the page reloads itself; nothing here decides anything.
'use strict';
(() => {
  const main = document.getElementById('login');
  const words = document.getElementById('words');
  const events = document.querySelector('meta[name="verifier-events"]');
  const byId = (id) => document.getElementById(id);
  const steps = {waiting: '1', refused: '1', expired: '1', scanned: '2', checking: '2', returning: '2', done: '3'};
  const ended = () => main.dataset.state === 'expired' || main.dataset.state === 'done';
  let tries = Number(main.dataset.tries);
  let source;
  let asking;
  let pressed = false;

  const say = (element, text) => {
    if (element && element.textContent !== text) {
      element.textContent = text;
    }
  };

  const word = (attribute, value) =>
    Array.from(words.children).find((child) => child.dataset[attribute] === String(value))?.textContent ?? '';

  // -- what is seen

  const show = (state) => {
    if (ended()) {
      return;
    }
    main.dataset.state = state;
    for (const part of main.querySelectorAll('[data-when]')) {
      part.hidden = !part.dataset.when.split(' ').includes(state);
    }
    for (const step of main.querySelectorAll('[data-step]')) {
      if (step.dataset.step === steps[state]) {
        step.setAttribute('aria-current', 'step');
      } else {
        step.removeAttribute('aria-current');
      }
    }
    say(byId('status'), word('say', state));
    if (state === 'scanned' || (state === 'refused' && !small.matches)) {
      fold(state === 'scanned');
    }
    if (ended()) {
      byId('time').hidden = true;
      asking?.abort();
    }
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused.closest('[hidden]')) {
      if (ended()) {
        byId(state === 'done' ? 'continue' : 'retry').focus();
      } else if (pressed && state === 'refused') {
        digital.focus();
      }
    }
  };

  const refuse = (code, triesLeft) => {
    // The last is for what nobody has words for, and has no codes.
    const reasons = Array.from(words.querySelectorAll('div'));
    const reason = reasons.find((child) => child.dataset.codes?.split(' ').includes(code)) ?? reasons.at(-1);
    tries = triesLeft;
    say(byId('why'), reason.firstElementChild.textContent);
    say(byId('next'), reason.lastElementChild.textContent);
    say(byId('tries'), word('tries', tries));
    show('refused');
    if (tries === 0) {
      asking?.abort();
      for (const part of main.querySelectorAll('.wallets, .qr, .time')) {
        part.hidden = true;
      }
      byId('retry').hidden = false;
      source.close();
    }
  };

  // The code is folded away where the wallet is likely to be on this very device, and after it was used.
  const small = matchMedia('(max-width: 47.99rem)');
  const fold = (away) => {
    const code = main.querySelector('details.qr');
    if (code) {
      code.open = !away;
    }
  };
  small.addEventListener('change', () => fold(small.matches || main.dataset.state === 'scanned'));
  if (small.matches) {
    fold(true);
  }

  // The code's link is for another device: here it would lead to a wallet that cannot come back.
  const link = main.querySelector('.qr [data-openid4vp]');
  link?.addEventListener('click', (event) => {
    if (navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(link.href).then(() => byId('copied').removeAttribute('hidden'));
    }
  });

  // -- how long still: seen every second, said three times

  const tick = (deadline) => {
    const left = Math.max(0, Math.ceil((deadline - Date.now()) / 1000));
    say(byId('clock'), Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0'));
    byId('bar').value = left;
    const due = [10, 30, 60].find((seconds) => left <= seconds);
    if (due && left > due - 5) {
      say(byId('announce'), word('left', due));
    }
    // Whoever comes back late from a wallet on this device may still be told that it went well: the channel stays open.
    if (left === 0 && byId('retry').hidden && main.dataset.state !== 'checking') {
      show('expired');
    }
  };

  // -- what happens

  const go = (path) => {
    // A path of this origin and nothing that could be read as another one.
    if (/^\/(?![/\\])/.test(path) && new URL(path, location.origin).origin === location.origin) {
      show('done');
      source.close();
      location.assign(path);
    }
  };

  const listen = () => {
    source = new EventSource(events.content);
    source.addEventListener('scanned', () => show('scanned'));
    source.addEventListener('checking', () => show('checking'));
    // The page itself asks for the code.
    source.addEventListener('match', () => {
      source.close();
      location.reload();
    });
    source.addEventListener('returning', () => show('returning'));
    source.addEventListener('failed', (event) => refuse(event.data, Number(event.lastEventId || Math.max(0, tries - 1))));
    source.addEventListener('expired', () => {
      show('expired');
      source.close();
    });
    source.addEventListener('redirect', (event) => go(event.data));
    source.addEventListener('heartbeat', () => {});
    source.addEventListener('error', () => {
      // A broken connection is opened again by the browser; one that was refused is not, and then the page itself is asked.
      if (source.readyState === EventSource.CLOSED && !ended()) {
        setTimeout(again, 5000);
      }
    });
  };

  // Where the server cannot answer for a moment, the page stays what it is.
  const again = async () => {
    const answer = await fetch(location.href, {headers: json}).catch(() => undefined);
    if (answer && answer.status < 500) {
      location.reload();
    } else {
      setTimeout(again, 5000);
    }
  };

  // -- through the browser (W3C Digital Credentials API), where it can; the code stays where it is

  const digital = byId('digital');
  const json = {Accept: 'application/json'};
  let offer;

  const fetched = async () => {
    try {
      const answer = await fetch(digital.dataset.path, {headers: json});
      return answer.ok ? await answer.json() : undefined;
    } catch {
      return undefined;
    }
  };

  const chosen = async ({requests}) => {
    try {
      return await navigator.credentials.get({digital: {requests}, mediation: 'required', signal: asking.signal});
    } catch {
      return undefined; // cancelled, or no wallet there: the browser does not tell which
    }
  };

  const hand = async ({token}, credential) => {
    const data = typeof credential.data === 'string' ? JSON.parse(credential.data) : credential.data;
    const body = new URLSearchParams({token});
    for (const name of ['response', 'error']) {
      if (typeof data?.[name] === 'string') {
        body.set(name, data[name]);
      }
    }
    // Not in the mode "same-origin": without a referrer that would hide our origin from ourselves (Fetch §3.2).
    const told = await fetch(digital.dataset.path, {method: 'POST', headers: json, body});
    if (told.ok) {
      const next = new URL((await told.json()).redirect_uri, location.origin);
      // What the wallet declined is heard like any other answer.
      if (next.origin === location.origin && next.pathname !== location.pathname) {
        go(next.pathname + next.search);
      }
    }
    return told.ok || told.status === 400 ? '' : 'failed';
  };

  const ask = async () => {
    const request = (await offer) ?? (await (offer = fetched()));
    if (!request) {
      return 'failed';
    }
    const credential = await chosen(request);
    return credential ? hand(request, credential) : 'stopped';
  };

  const press = async () => {
    if (asking || ended()) {
      return;
    }
    asking = new AbortController();
    pressed = true;
    digital.setAttribute('aria-disabled', 'true');
    say(byId('told'), word('digital', 'asking'));
    const outcome = await ask().catch(() => 'failed');
    say(byId('told'), outcome && word('digital', outcome));
    digital.removeAttribute('aria-disabled');
    asking = undefined;
  };

  const able = () =>
    typeof DigitalCredential === 'function' &&
    navigator.credentials?.get &&
    (DigitalCredential.userAgentAllowsProtocol?.(digital.dataset.protocol) ?? true);

  if (events && digital && able()) {
    // Fetched now and not when it is needed: a browser lets a page ask only while the click is fresh.
    offer = fetched();
    digital.addEventListener('click', press);
    digital.hidden = false;
  }

  if (events) {
    const deadline = Date.now() + Number(main.dataset.seconds) * 1000;
    tick(deadline);
    const timer = setInterval(() => (ended() ? clearInterval(timer) : tick(deadline)), 1000);
    listen();
  } else if (main.dataset.state === 'done') {
    location.assign(byId('continue').href);
  }
  addEventListener('pageshow', (event) => event.persisted && location.reload());
})();
