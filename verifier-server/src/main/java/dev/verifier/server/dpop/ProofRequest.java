package dev.verifier.server.dpop;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request that a proof must be for.
 *
 * @param method HTTP method
 * @param targets its URL, under each name that it has
 * @param accessToken what is presented beside the proof; null where nothing is
 */
record ProofRequest(
        String method, Set<TargetUri> targets, @Nullable String accessToken) {}
