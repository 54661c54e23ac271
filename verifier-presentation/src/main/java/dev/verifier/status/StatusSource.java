package dev.verifier.status;

import dev.verifier.credential.IssuerId;
import dev.verifier.x509.TrustAnchors;

/**
 * A list, and who must have signed it. Nothing but a credential whose issuer is believed names one.
 *
 * @param kind of list
 * @param uri where it is published, as the credential writes it
 * @param issuer of the credential: the same organisation must have signed the list
 * @param anchors where the chain of that signature must lead
 */
public record StatusSource(Kind kind, String uri, IssuerId issuer, TrustAnchors anchors) {

    /** The kinds of lists, with the media types they are asked for by. */
    public enum Kind {
        /** IETF Token Status List (§8.1). */
        TOKEN("application/statuslist+jwt, application/statuslist+cwt;q=0.9"),
        /** W3C Bitstring Status List. */
        BITSTRING("application/vc+jwt, application/jwt;q=0.9, */*;q=0.1"),
        /** The ecosystem's list of names, which nobody signs. */
        PLAIN("application/json");

        private final String accepted;

        Kind(String accepted) {
            this.accepted = accepted;
        }

        public String accepted() {
            return accepted;
        }
    }
}
