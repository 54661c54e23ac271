// The wallet at a verifier that is not ours, so that what it later shows to ours is known to be good: node --test
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ATTESTER, attestation } from './attestation.mjs'
import { pem } from './authority.mjs'
import { CRIMES } from './crimes.mjs'
import { newKey, publicJwk } from './keys.mjs'
import { give, present } from './present.mjs'
import { PREFIXES, Verifier } from './verifier.mjs'

const PID_SD_JWT = {
  format: 'dc+sd-jwt',
  meta: { vct_values: ['urn:eudi:pid:1'] },
  claims: [{ path: ['given_name'] }, { path: ['address', 'locality'] }, { path: ['nationalities', null] }],
}
const QUERIES = {
  'lear-jwt-vc': { format: 'jwt_vc_json', meta: { type_values: [['LEARCredentialEmployee']] } },
  'lear-sd-jwt': {
    format: 'dc+sd-jwt',
    meta: { vct_values: ['learcredential.employee.sd.1'] },
    claims: [{ path: ['mandate', 'mandatee', 'email'] }, { path: ['mandate', 'power'] }],
  },
  'pid-sd-jwt': PID_SD_JWT,
  'pid-sd-jwt-minimal-cnf': PID_SD_JWT,
  'pid-sd-jwt-listed': PID_SD_JWT,
  'pid-mdoc': {
    format: 'mso_mdoc',
    meta: { doctype_value: 'eu.europa.ec.eudi.pid.1' },
    claims: [{ path: ['eu.europa.ec.eudi.pid.1', 'given_name'] }],
  },
  mdl: {
    format: 'mso_mdoc',
    meta: { doctype_value: 'org.iso.18013.5.1.mDL' },
    claims: [{ path: ['org.iso.18013.5.1', 'age_over_18'] }, { path: ['org.iso.18013.5.1', 'driving_privileges'] }],
  },
}
const WAYS = [{ method: 'get' }, { method: 'post' }, { method: 'post', encrypted: true }]

const verifier = new Verifier()

before(() => verifier.start())
after(() => verifier.stop())

function show(name, link, how = {}) {
  const { credentials, authorities, attesters } = verifier.world
  return present(link, { held: [credentials[name]], authorities: [pem(authorities.verifiers)], attesters, ...how })
}

for (const [name, query] of Object.entries(QUERIES)) {
  for (const prefix of PREFIXES) {
    for (const mode of ['direct_post', 'direct_post.jwt']) {
      for (const way of WAYS) {
        test(`${name} for ${prefix} by ${mode}, asked ${JSON.stringify(way)}`, async () => {
          const { request, examination, status } = await show(name, await verifier.ask(query, prefix, mode), way)
          assert.equal(status, 200)
          assert.deepEqual(examination, { failures: [], warnings: [] })
          assert.equal((await verifier.received()).state, request.state)
          await verifier.believe(name, request)
        })
      }
    }
  }
}

function giveTo(origin, name, asked) {
  const { credentials, authorities, attesters } = verifier.world
  return give(asked, origin, { held: [credentials[name]], authorities: [pem(authorities.verifiers)], attesters })
}

for (const [name, query] of Object.entries(QUERIES)) {
  for (const prefix of [undefined, ...PREFIXES]) {
    for (const mode of ['dc_api', 'dc_api.jwt']) {
      test(`${name} for a page of ${prefix ?? 'nobody who signs'} by ${mode}`, async () => {
        const asked = await verifier.askHere(query, prefix, mode)
        const { request, examination, given } = await giveTo(verifier.url, name, asked)
        assert.deepEqual(examination, { failures: [], warnings: [] })
        await verifier.believeGiven(name, request, given)
        if (!prefix) {
          const elsewhere = await giveTo('https://other.example', name, asked)
          await assert.rejects(verifier.believeGiven(name, request, elsewhere.given))
        }
      })
    }
  }
}

test('what is signed for another page is not answered', async () => {
  const asked = await verifier.askHere(QUERIES.mdl, 'x509_hash', 'dc_api.jwt')
  await giveTo(verifier.url, 'mdl', asked)
  await assert.rejects(giveTo('https://other.example', 'mdl', asked))
  const nowhere = ({ expected_origins, ...claims }) => claims
  const forNone = await verifier.askHere(QUERIES.mdl, 'x509_hash', 'dc_api.jwt', nowhere)
  await assert.rejects(giveTo(verifier.url, 'mdl', forNone))
})

for (const mode of ['direct_post', 'direct_post.jwt']) {
  test(`pid-mdoc for a verifier that signs nothing, by ${mode}`, async () => {
    const link = await verifier.ask(QUERIES['pid-mdoc'], 'redirect_uri', mode)
    const { request, examination } = await show('pid-mdoc', link)
    assert.deepEqual(examination, { failures: [], warnings: [] })
    await verifier.believe('pid-mdoc', request)
  })
}

test('nothing is shown but what is asked for', async () => {
  const sdJwt = await show('pid-sd-jwt', await verifier.ask(PID_SD_JWT, 'x509_hash', 'direct_post'))
  const { given_name, family_name, birthdate, address, nationalities } = sdJwt.shown.one
  assert.deepEqual([given_name, family_name, birthdate, nationalities], ['Ann', undefined, undefined, ['ES']])
  assert.deepEqual(address, { locality: 'Madrid', country: 'ES' })
  const mdoc = await show('pid-mdoc', await verifier.ask(QUERIES['pid-mdoc'], 'x509_hash', 'direct_post'))
  assert.deepEqual(mdoc.shown.one, { 'eu.europa.ec.eudi.pid.1': { given_name: 'Ann' } })
})

const CRIMES_WITH = {
  'lear-jwt-vc': ['invalid-credential-signature'],
  'pid-sd-jwt': Object.keys(CRIMES).filter((crime) => crime !== 'invalid-session-transcript'),
  mdl: ['invalid-session-transcript'],
}

for (const [name, crimes] of Object.entries(CRIMES_WITH)) {
  for (const crime of crimes) {
    // The libraries do not look at this date.
    const passes = crime.startsWith('kb-jwt-iat')
    test(`${passes ? 'only we would not believe' : 'nobody believes'} ${name} with ${crime}`, async () => {
      const link = await verifier.ask(QUERIES[name], 'x509_hash', 'direct_post')
      const { request } = await show(name, link, { crime: CRIMES[crime] })
      const belief = verifier.believe(name, request)
      await (passes ? belief : assert.rejects(belief))
    })
  }
}

test('a request under the name of another is not answered', async () => {
  const link = new URL(await verifier.ask(QUERIES.mdl, 'x509_hash', 'direct_post'))
  link.searchParams.set('client_id', 'x509_hash:AAAA')
  await assert.rejects(show('mdl', link.href))
})

test('a request by the name of another certificate is not answered', async () => {
  const client_id = 'x509_hash:AAAA'
  const link = new URL(
    await verifier.ask(QUERIES.mdl, 'x509_hash', 'direct_post', (claims) => ({ ...claims, client_id })),
  )
  link.searchParams.set('client_id', client_id)
  await assert.rejects(show('mdl', link.href))
})

test("a request without the wallet's own nonce is not answered", async () => {
  const other = (claims) => ({ ...claims, wallet_nonce: 'other' })
  const link = await verifier.ask(QUERIES.mdl, 'x509_hash', 'direct_post', other)
  await assert.rejects(show('mdl', link, { method: 'post' }))
})

test('a verifier attested by nobody known is not answered', async () => {
  const link = await verifier.ask(QUERIES.mdl, 'verifier_attestation', 'direct_post')
  await assert.rejects(show('mdl', link, { attesters: {} }))
  await assert.rejects(show('mdl', link, { attesters: { [ATTESTER]: publicJwk(await newKey()) } }))
})

test('an attestation of another key, name or place is none', async () => {
  const { verifier: attested } = verifier.world
  const attester = await newKey()
  const attesters = { [ATTESTER]: publicJwk(attester) }
  const ask = async (otherwise) => {
    verifier.world.verifier = { ...attested, attestation: await attestation(attester, attested.key, otherwise) }
    return show('mdl', await verifier.ask(QUERIES.mdl, 'verifier_attestation', 'direct_post'), { attesters })
  }
  const there = `${verifier.url}/response`
  assert.equal((await ask({ redirect_uris: ['https://other.example', there] })).status, 200)
  for (const otherwise of [
    { sub: 'other.example' },
    { cnf: { jwk: publicJwk(attester) } },
    { redirect_uris: ['https://other.example'] },
  ]) {
    await assert.rejects(ask(otherwise))
  }
  verifier.world.verifier = attested
})

test('a verifier nobody knows is not answered', async () => {
  const link = await verifier.ask(QUERIES.mdl, 'x509_hash', 'direct_post')
  await assert.rejects(show('mdl', link, { authorities: [pem(verifier.world.authorities.lear)] }))
})
