package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Crimes on a Token Status List. Each list says that every credential is valid, and none of them may be believed. */
public enum StatusListTampering {
    UNSIGNED(
            "The list has no signature, and says alg none.",
            (list, token) -> Forgery.unsigned(list.seal().heading(token))),
    SIGNATURE_STRIPPED("The list's signature is cut off.", (list, token) -> Forgery.stripped(list.sign(token))),
    SIGNED_BY_ANOTHER_KEY(
            "The list shows the issuer's chain and is signed by another key.",
            (list, token) -> list.seal()
                    .authority()
                    .seal(
                            list.seal().organizationIdentifier(),
                            SealKey.like(list.seal().publicKey()))
                    .signAsIs(list.seal().heading(token))),
    OF_ANOTHER_ORGANIZATION(
            "The list is another organization's, genuine, and says it is the issuer's.",
            (list, token) -> list.seal()
                    .authority()
                    .certify(list.seal().keys(), TestIssuer.UNLISTED_ORGANIZATION)
                    .sign(token.header(), token.claims())),
    WITHOUT_CHAIN(
            "The list shows no certificates.",
            (list, token) -> list.seal().signAsIs(list.seal().heading(token).withoutHeader("x5c"))),
    OF_ANOTHER_TYPE("The list's typ is JWT.", signed(token -> token.withHeader("typ", "JWT"))),
    OF_ANOTHER_PLACE(
            "The list is the issuer's, for another place.",
            signed(token -> token.with("sub", "https://issuer.acme.example/status/2"))),
    EXPIRED(
            "The list ended a second ago.",
            (list, token) -> list.sign(token.with("exp", list.at().getEpochSecond() - 1))),
    FROM_THE_FUTURE(
            "The list is made tomorrow.",
            (list, token) -> list.sign(token.with("iat", list.at().getEpochSecond() + 86_400))),
    WITHOUT_DATE("The list does not say when it was made.", signed(token -> token.without("iat"))),
    THREE_BITS("Its statuses have three bits.", signed(token -> token.with("status_list/bits", 3))),
    NO_BITS("Its statuses have no bits.", signed(token -> token.with("status_list/bits", 0))),
    MINUS_ONE_BIT("Its statuses have minus one bit.", signed(token -> token.with("status_list/bits", -1))),
    BITS_IN_WORDS("The number of its bits is a string.", signed(token -> token.with("status_list/bits", "1"))),
    NOT_COMPRESSED("The list is not compressed.", compressed(_ -> "\0\0\0\0".getBytes(UTF_8))),
    A_NUMBER("The list is a number.", signed(token -> token.with("status_list/lst", 7))),
    NOT_BASE64("The list is no Base64.", signed(token -> token.with("status_list/lst", "!!!"))),
    TRUNCATED("The list breaks off.", compressed(list -> Arrays.copyOf(list, list.length - 5))),
    SOMETHING_BEHIND("Behind the list there is another one.", compressed(list -> Octets.concat(list, list))),
    EMPTY("The list is empty.", compressed(_ -> new byte[0])),
    BOMB("The list is 600 MB of zeros.", compressed(_ -> Compressed.bomb(false, 600))),
    GZIP_BOMB("The list is 600 MB of zeros, in gzip.", compressed(_ -> Compressed.bomb(true, 600))),
    TEN_THOUSAND_MEMBERS("The list is ten thousand gzip members.", compressed(_ -> members(10_000))),
    WITHOUT_LIST("There is no list.", signed(token -> token.without("status_list"))),
    HTML("The list is a web page.", (_, _) -> "<html><body>Service temporarily available</body></html>"),
    NOTHING("The list is nothing at all.", (_, _) -> "");

    /** How it is done, to an honest list that is not signed yet. */
    @FunctionalInterface
    private interface Fraud {
        String commit(StatusPublication list, JwsDraft token);
    }

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a fraud has no state
    private final Fraud fraud;

    StatusListTampering(String crime, Fraud fraud) {
        this.crime = crime;
        this.fraud = fraud;
    }

    /** What is wrong, in a sentence. */
    public String crime() {
        return crime;
    }

    /** What is published instead of an honest list. */
    public String commit(StatusPublication list, JwsDraft token) {
        return fraud.commit(list, token);
    }

    private static Fraud signed(UnaryOperator<JwsDraft> lie) {
        return (list, token) -> list.sign(lie.apply(token));
    }

    /** The list as it is compressed, replaced under the issuer's seal. */
    private static Fraud compressed(UnaryOperator<byte[]> lie) {
        return signed(token -> {
            var statusList = (Map<?, ?>) token.claim("status_list");
            var honest = Base64.getUrlDecoder().decode((String) statusList.get("lst"));
            return token.with("status_list/lst", StatusPublication.base64Url(lie.apply(honest)));
        });
    }

    private static byte[] members(int count) {
        var member = Compressed.gzip(new byte[16]);
        var all = new ByteArrayOutputStream();
        for (int number = 0; number < count; number++) {
            all.writeBytes(member);
        }
        return all.toByteArray();
    }
}
