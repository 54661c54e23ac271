package dev.verifier.trust;

import java.time.Instant;
import java.util.List;

/**
 * A service of a trusted list.
 *
 * @param entity whose it is
 * @param type what it does
 * @param status what its supervisor says of it; empty where nobody says anything
 * @param since when it began to have that status
 * @param certificates by which it is known, each as Base64 of DER
 */
record ServiceEntry(String entity, String type, String status, Instant since, List<String> certificates) {}
