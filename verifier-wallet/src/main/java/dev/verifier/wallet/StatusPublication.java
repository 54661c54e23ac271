package dev.verifier.wallet;

import static java.util.Map.entry;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How an issuer publishes the status of its credentials, in each form that is in use, and how its credentials refer to that.
 *
 * @param seal of the issuer
 * @param uri where the list is published
 * @param at when it is made
 * @param timeToLive how long whoever fetches it may keep it; it ends after twice that
 */
public record StatusPublication(Seal seal, URI uri, Instant at, Duration timeToLive) {

    /** A Token Status List (§5.1), unsigned. */
    public JwsDraft token(StatusList list) {
        return token(list.bits(), Compressed.zlib(list.leastSignificantFirst()));
    }

    /** The same as the ecosystem's issuer has it: gzip, and the first bit left-most. */
    public JwsDraft ecosystemToken(StatusList list) {
        return token(list.bits(), Compressed.gzip(list.mostSignificantFirst()));
    }

    JwsDraft token(int bits, byte[] compressed) {
        return draft(
                "statuslist+jwt",
                Json.object(
                        entry("iss", seal.organizationIdentifier()),
                        entry("sub", uri.toString()),
                        entry("iat", seconds()),
                        entry("exp", ends().getEpochSecond()),
                        entry("ttl", timeToLive.toSeconds()),
                        entry("status_list", Json.object(entry("bits", bits), entry("lst", base64Url(compressed))))));
    }

    /** A Token Status List as a CWT (§5.2), signed; the seal's key is on P-256. */
    public byte[] cwt(StatusList list) {
        return CwtStatusList.sign(this, list);
    }

    /**
     * The same with another type, or without some of its claims.
     *
     * @param without keys of claims: 4 for when it ends, 65534 for how long it may be kept
     */
    public byte[] cwt(StatusList list, String type, Set<Integer> without) {
        return CwtStatusList.sign(this, list, type, without);
    }

    /** A W3C Bitstring Status List credential (§2.2) with its members at the root, unsigned. */
    public JwsDraft bitstring(StatusList list, String... purposes) {
        return bitstring("u" + base64Url(Compressed.gzip(list.mostSignificantFirst())), purposes);
    }

    JwsDraft bitstring(String encodedList, String... purposes) {
        var claims = Json.object(
                entry("iss", seal.organizationIdentifier()),
                entry("iat", seconds()),
                entry("exp", ends().getEpochSecond()));
        claims.putAll(bitstringBody(encodedList, purposes));
        return draft("vc+jwt", claims);
    }

    /** The same in the envelope of VCDM 1.1, below {@code vc}. */
    public JwsDraft wrappedBitstring(StatusList list, String... purposes) {
        var body = bitstringBody("u" + base64Url(Compressed.gzip(list.mostSignificantFirst())), purposes);
        return draft("JWT", Json.object(entry("iss", seal.did()), entry("iat", seconds()), entry("vc", body)));
    }

    private Map<String, Object> bitstringBody(String encodedList, String... purposes) {
        return Json.object(
                entry("@context", List.of("https://www.w3.org/ns/credentials/v2")),
                entry("id", uri.toString()),
                entry("type", List.of("VerifiableCredential", "BitstringStatusListCredential")),
                entry("issuer", seal.did()),
                entry("validFrom", at.truncatedTo(ChronoUnit.SECONDS).toString()),
                entry("validUntil", ends().toString()),
                entry(
                        "credentialSubject",
                        Json.object(
                                entry("id", uri + "#list"),
                                entry("type", "BitstringStatusList"),
                                entry("ttl", timeToLive.toMillis()),
                                entry("statusPurpose", purposes.length == 1 ? purposes[0] : List.of(purposes)),
                                entry("encodedList", encodedList))));
    }

    /** The ecosystem's list of names, which nobody signs. */
    public static String plain(Collection<String> revoked) {
        return Json.write(
                revoked.stream().map(name -> Json.object(entry("nonce", name))).toList());
    }

    public String sign(JwsDraft draft) {
        return seal.signAsIs(seal.heading(draft));
    }

    /** A credential's {@code status} (Token Status List §6.2). */
    public Map<String, Object> status(long index) {
        return Json.object(entry("status_list", Json.object(entry("idx", index), entry("uri", uri.toString()))));
    }

    /** A credential's {@code credentialStatus} (Bitstring Status List §2.1). */
    public Map<String, Object> bitstringEntry(String purpose, long index) {
        return entryOf("BitstringStatusListEntry", purpose, String.valueOf(index));
    }

    /** A credential's {@code credentialStatus}, where the list is one of names. */
    public Map<String, Object> plainEntry(String name) {
        return entryOf("PlainListEntity", "revocation", name);
    }

    private Map<String, Object> entryOf(String type, String purpose, String index) {
        return Json.object(
                entry("id", uri + "#" + index),
                entry("type", type),
                entry("statusPurpose", purpose),
                entry("statusListIndex", index),
                entry("statusListCredential", uri.toString()));
    }

    private JwsDraft draft(String type, Map<String, Object> claims) {
        return new JwsDraft(Json.object(entry("typ", type)), claims);
    }

    private long seconds() {
        return at.getEpochSecond();
    }

    private Instant ends() {
        return at.truncatedTo(ChronoUnit.SECONDS).plus(timeToLive).plus(timeToLive);
    }

    static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
