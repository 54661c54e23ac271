package dev.verifier.wallet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A federation (OpenID Federation 1.0) of three: an issuer, an intermediate above it, and a trust anchor above both. It says where each
 * statement is published and what is there; who serves it is somebody else's affair. Every edit is a copy.
 */
public final class TestFederation {

    /** A statement of the federation, by who says it of whom. */
    public enum Statement {
        ISSUER,
        ISSUER_BY_INTERMEDIATE,
        INTERMEDIATE,
        INTERMEDIATE_BY_ANCHOR,
        ANCHOR
    }

    private record Signed(String location, JwsDraft draft, WalletKey key) {}

    private static final Duration LIFE = Duration.ofDays(1);
    private static final String TYPE = "entity-statement+jwt";

    private final WalletKey anchor;
    private final WalletKey rogue;
    private final Map<Statement, Signed> statements;

    private TestFederation(WalletKey anchor, WalletKey rogue, Map<Statement, Signed> statements) {
        this.anchor = anchor;
        this.rogue = rogue;
        this.statements = statements;
    }

    /**
     * A federation that holds.
     *
     * @param base an https URL; the entities are {@code /issuer}, {@code /intermediate} and {@code /anchor} there
     */
    public static TestFederation at(String base, Instant at, SecureRandom random) {
        var keys = List.of(WalletKey.generate(random), WalletKey.generate(random), WalletKey.generate(random));
        var names = List.of(base + "/issuer", base + "/intermediate", base + "/anchor");
        var all = new EnumMap<Statement, Signed>(Statement.class);
        all.put(Statement.ISSUER, configuration(names.get(0), keys.get(0), List.of(names.get(1)), at));
        all.put(Statement.INTERMEDIATE, configuration(names.get(1), keys.get(1), List.of(names.get(2)), at));
        all.put(Statement.ANCHOR, configuration(names.get(2), keys.get(2), List.of(), at));
        all.put(
                Statement.ISSUER_BY_INTERMEDIATE,
                statement(names.get(1), names.get(0), keys.get(0), at).by(keys.get(1)));
        all.put(
                Statement.INTERMEDIATE_BY_ANCHOR,
                statement(names.get(2), names.get(1), keys.get(1), at).by(keys.get(2)));
        return new TestFederation(keys.get(2), WalletKey.generate(random), all);
    }

    /** The key set of the trust anchor (RFC 7517 §5), as its operator hands it out. */
    public String anchorJwks() {
        return Json.write(Map.of("keys", List.of(named(anchor))));
    }

    /** What is published where. */
    public Map<String, String> documents() {
        var documents = new LinkedHashMap<String, String>();
        statements
                .values()
                .forEach(one -> documents.put(one.location(), one.key().sign(one.draft())));
        return documents;
    }

    /** The same with exactly one thing wrong with it. */
    public Map<String, String> tampered(FederationTampering crime) {
        return crime.commit(this).documents();
    }

    /** Where a statement is published. */
    public String location(Statement which) {
        return signed(which).location();
    }

    /** With a statement that says something else under the same key. */
    public TestFederation with(Statement which, UnaryOperator<JwsDraft> edit) {
        var old = signed(which);
        return with(which, new Signed(old.location(), edit.apply(old.draft()), old.key()));
    }

    /** With a statement that somebody else signed who says to be the same. */
    TestFederation forged(Statement which) {
        var old = signed(which);
        return with(which, new Signed(old.location(), old.draft(), rogue));
    }

    /** With a statement that tells and is signed with another key altogether. */
    TestFederation rekeyed(Statement which) {
        var old = signed(which);
        var draft = old.draft().withHeader("kid", rogue.keyId()).with("jwks", Map.of("keys", List.of(named(rogue))));
        return with(which, new Signed(old.location(), draft, rogue));
    }

    private TestFederation with(Statement which, Signed statement) {
        var edited = new EnumMap<>(statements);
        edited.put(which, statement);
        return new TestFederation(anchor, rogue, edited);
    }

    private Signed signed(Statement which) {
        var statement = statements.get(which);
        if (statement == null) {
            throw new IllegalStateException("there is always one");
        }
        return statement;
    }

    private record Unsigned(String location, JwsDraft draft) {
        Signed by(WalletKey key) {
            return new Signed(location, draft.withHeader("kid", key.keyId()), key);
        }
    }

    private static Signed configuration(String entity, WalletKey key, List<String> superiors, Instant at) {
        var draft = draft(entity, entity, key, at)
                .with("metadata/federation_entity/federation_fetch_endpoint", entity + "/fetch");
        return new Unsigned(
                        entity + "/.well-known/openid-federation",
                        superiors.isEmpty() ? draft : draft.with("authority_hints", superiors))
                .by(key);
    }

    private static Unsigned statement(String superior, String subject, WalletKey subjects, Instant at) {
        var location = superior + "/fetch?sub=" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
        return new Unsigned(location, draft(superior, subject, subjects, at));
    }

    private static JwsDraft draft(String issuer, String subject, WalletKey subjects, Instant at) {
        return new JwsDraft(Map.of("alg", JwsAlgorithm.ES256.name(), "typ", TYPE), Map.of())
                .with("iss", issuer)
                .with("sub", subject)
                .with("iat", at.minusSeconds(60).getEpochSecond())
                .with("exp", at.plus(LIFE).getEpochSecond())
                .with("jwks", Map.of("keys", List.of(named(subjects))));
    }

    private static Map<String, Object> named(WalletKey key) {
        var jwk = new LinkedHashMap<>(key.publicJwk());
        jwk.put("kid", key.keyId());
        return jwk;
    }
}
