package dev.verifier.wallet;

import java.util.Map;
import java.util.Objects;

/**
 * A LEAR credential before its issuer signs it. Every edit is a copy; paths join member names with slashes.
 *
 * @param version which tells where the credential's body is: in the {@code vc} claim or at the root
 * @param jwt the JWT that carries it
 */
public record LearCredential(LearVersion version, JwsDraft jwt) {
    public Map<String, Object> header() {
        return jwt.header();
    }

    /** The JWT's claims; what belongs to the credential itself is below {@code vc}, or among them. */
    public Map<String, Object> claims() {
        return jwt.claims();
    }

    public LearCredential withHeader(String name, Object value) {
        return new LearCredential(version, jwt.withHeader(name, value));
    }

    public LearCredential withoutHeader(String name) {
        return new LearCredential(version, jwt.withoutHeader(name));
    }

    /** With this claim of the JWT. */
    public LearCredential with(String path, Object value) {
        return new LearCredential(version, jwt.with(path, value));
    }

    /** Without this claim of the JWT. */
    public LearCredential without(String path) {
        return new LearCredential(version, jwt.without(path));
    }

    /** With this member of the credential, as in {@code issuer/id}, wherever the envelope keeps it. */
    public LearCredential withBody(String path, Object value) {
        return with(inBody(path), value);
    }

    public LearCredential withoutBody(String path) {
        return without(inBody(path));
    }

    /** A member of the credential that must be there. */
    Object bodyMember(String name) {
        var body = version.wrapped() ? (Map<?, ?>) jwt.claim("vc") : claims();
        return Objects.requireNonNull(body.get(name), name);
    }

    private String inBody(String path) {
        return version.wrapped() ? "vc/" + path : path;
    }
}
