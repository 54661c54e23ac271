package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.TrustedAuthority;
import dev.verifier.federation.EntityId;
import dev.verifier.federation.Federation;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.Accreditation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a credential is from one of the authorities that were asked for (OpenID4VP 1.0 §6.1.1). It is believed already: this only
 * ever narrows down. What cannot be told is not so. A door: of several trust anchors one will do. Immutable and thread-safe.
 *
 * @param federation who says whether an issuer belongs to one
 */
record AskedAuthorities(Federation federation) {

    /** More names an issuer hardly has; each may be asked about on the web. */
    private static final int MOST_NAMES = 3;

    VerifiedCredential require(CredentialQuery query, VerifiedCredential credential, Instant at)
            throws RejectedException {
        if (!query.authorities().isEmpty()
                && query.authorities().stream().noneMatch(authority -> isFrom(authority, credential))) {
            requireFederated(query.authorities(), credential, at);
        }
        Trace.passed(
                Part.CREDENTIAL,
                Check.AUTHORITY,
                () -> query.authorities().isEmpty() ? "nobody asked for one" : "it is");
        return credential;
    }

    /** By what is known already. */
    private static boolean isFrom(TrustedAuthority authority, VerifiedCredential credential) {
        var values = Set.copyOf(authority.values());
        return switch (authority.type()) {
            case AKI ->
                credential.evidence().certified().stream()
                        .anyMatch(chain -> !Collections.disjoint(chain.authorityKeys(), values));
            case ETSI_TL ->
                Stream.concat(
                                credential.accreditations().stream()
                                        .map(Accreditation::source)
                                        .filter(Objects::nonNull),
                                credential.anchorSource().stream())
                        .anyMatch(source -> values.stream().anyMatch(source::isCalled));
            case OPENID_FEDERATION -> false; // asked last, and elsewhere
        };
    }

    private void requireFederated(List<TrustedAuthority> authorities, VerifiedCredential credential, Instant at)
            throws RejectedException {
        var anchors = authorities.stream()
                .filter(authority -> authority.type() == TrustedAuthority.Type.OPENID_FEDERATION)
                .flatMap(authority -> authority.values().stream())
                .flatMap(value -> EntityId.parse(value).stream())
                .distinct()
                .toList();
        @Nullable RejectedException why = null;
        for (var entity : entities(credential)) {
            for (var anchor : anchors) {
                try {
                    federation.require(entity, anchor, at);
                    return;
                } catch (RejectedException e) {
                    why = why == null || isTemporary(e) ? e : why;
                }
            }
        }
        throw why == null
                ? new RejectedException(
                        new Rejection.AuthorityNotAsked(credential.issuer().value()))
                : why;
    }

    private static boolean isTemporary(RejectedException e) {
        return e.rejection() instanceof Rejection.TrustUnavailable;
    }

    /** The https URLs that the issuer was proven to have: the one it goes by, the one it says, those of its certificate. */
    private static List<EntityId> entities(VerifiedCredential credential) {
        var says = credential.format() == CredentialFormat.DC_SD_JWT
                        && credential.document().get("iss") instanceof String name
                ? Stream.of(name)
                : Stream.<String>empty();
        var certified = credential.evidence().certified().stream().flatMap(chain -> chain.urls().stream());
        return Stream.of(Stream.of(credential.issuer().value()), says, certified)
                .flatMap(names -> names)
                .flatMap(name -> EntityId.parse(name).stream())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }
}
