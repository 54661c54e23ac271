package dev.verifier.server.dpop;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.ReplayGuard;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proof in a request: found, verified, and later used up. A door: what it throws is as Spring wants to hear it. Thread-safe. */
final class Proofs {

    /** RFC 9449 §4.1, §8.1. */
    static final String HEADER = "DPoP";

    private static final String NONCE_HEADER = "DPoP-Nonce";

    private final ProofVerifier verifier;
    private final Nonces nonces;
    private final ReplayGuard replays;
    private final Surface surface;
    private final Clock clock;

    Proofs(ProofVerifier verifier, Nonces nonces, ReplayGuard replays, Surface surface, Clock clock) {
        this.verifier = verifier;
        this.nonces = nonces;
        this.replays = replays;
        this.surface = surface;
        this.clock = clock;
    }

    /**
     * The proof a request came with; the answer is told the nonce for the next one, where there must be another.
     *
     * @param accessToken what it must be for; null where none is presented
     */
    Optional<Proof> find(HttpServletRequest request, HttpServletResponse response, @Nullable String accessToken) {
        var headers = Collections.list(request.getHeaders(HEADER));
        if (headers.size() > 1) {
            throw Refusal.DPOP_PROOF_REPEATED.asException();
        }
        return headers.stream().findFirst().map(header -> verify(header, request, response, accessToken));
    }

    private Proof verify(
            String header, HttpServletRequest request, HttpServletResponse response, @Nullable String accessToken) {
        var at = clock.instant();
        try {
            var asked = new ProofRequest(request.getMethod(), targets(request), accessToken);
            var proof = verifier.verify(header, asked, at);
            if (proof.nextNonce() != null) {
                response.setHeader(NONCE_HEADER, proof.nextNonce());
            }
            return proof;
        } catch (RejectedException e) {
            if (e.rejection() instanceof Rejection.ProofNonceNeeded) {
                response.setHeader(NONCE_HEADER, nonces.current(at));
            }
            throw Refusal.invalidProof(e.rejection());
        }
    }

    /** Under the issuer's name, whatever the request calls us: the canonical path, and the one that was called. */
    private Set<TargetUri> targets(HttpServletRequest request) {
        return Stream.of(request.getRequestURI(), surface.local(called(request).getRequestURI()))
                .map(surface::url)
                .map(TargetUri::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static HttpServletRequest called(HttpServletRequest request) {
        return request instanceof HttpServletRequestWrapper wrapper
                ? called((HttpServletRequest) wrapper.getRequest())
                : request;
    }

    /** The key, if nobody has used this proof here before (RFC 9449 §11.1). */
    ProvenKey use(Proof proof, HttpServletRequest request) {
        var owner = HEADER + " " + request.getRequestURI() + " " + proof.key().thumbprint();
        if (!replays.firstUse(owner, proof.id(), proof.worthlessFrom())) {
            throw Refusal.invalidProof(new Rejection.Replayed(Part.DPOP_PROOF));
        }
        return proof.key();
    }
}
