package dev.verifier.wallet;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Crimes on the issuer's certificates (RFC 5280 §6.1): the credential is properly signed, and the chain that should vouch for its key does
 * not.
 */
public enum ChainTampering implements Tampering {
    SELF_SIGNED(
            "The seal's certificate is self-signed and claims the trusted organization's identifier.",
            under(CounterfeitSeals::selfSigned)),
    UNKNOWN_AUTHORITY(
            "An authority nobody trusts, with the names of the trusted one, certified the seal.",
            under(CounterfeitSeals::ofAnUnknownAuthority)),
    EXPIRED_SEAL("The seal's certificate expired yesterday.", under(CounterfeitSeals::expired)),
    FUTURE_SEAL("The seal's certificate is valid from tomorrow.", under(CounterfeitSeals::ofTomorrow)),
    EXPIRED_INTERMEDIATE(
            "The intermediate's certificate expired yesterday; the seal's did not.",
            under(CounterfeitSeals::underAnExpiredIntermediate)),
    WITHOUT_SIGNATURE_USAGE(
            "The seal's key may encipher keys and do nothing else.", under(CounterfeitSeals::forKeyEncipherment)),
    FOR_TLS_SERVERS("The seal's certificate is for TLS servers only.", under(CounterfeitSeals::forTlsServers)),
    SEAL_IS_A_CA("The seal's certificate is that of an authority.", under(CounterfeitSeals::thatIsAnAuthority)),
    ISSUED_BY_A_SEAL(
            "Another organization's genuine seal, which is no authority, certified this one.",
            under(CounterfeitSeals::issuedByASeal)),
    PATH_TOO_LONG(
            "An authority beneath the intermediate, which may have none beneath it, certified the seal.",
            under(CounterfeitSeals::tooDeep)),
    NAME_CONSTRAINT_BREACH(
            "The intermediate may certify names in France only, and the seal's is in Spain.",
            under(CounterfeitSeals::outsideOfItsNames)),
    UNKNOWN_CRITICAL_EXTENSION(
            "The seal's certificate has a critical extension nobody has heard of.",
            under(CounterfeitSeals::withAnUnknownExtension)),
    WEAK_RSA_1024("The seal's key is RSA of 1024 bits.", under(CounterfeitSeals::ofAWeakKey)),
    SIGNED_WITH_SHA1("The seal's certificate is signed over a SHA-1 digest.", under(CounterfeitSeals::signedWithSha1)),
    WITHOUT_ORGANIZATION_IDENTIFIER(
            "The seal's subject has no organizationIdentifier.", under(CounterfeitSeals::ofNoOrganization)),
    TWO_ORGANIZATION_IDENTIFIERS(
            "The seal's subject has two organizationIdentifiers, the trusted one first.",
            under(CounterfeitSeals::ofTwoOrganizations)),
    TRUSTED_ORGANIZATION_IDENTIFIER_LAST(
            "The seal's subject has two organizationIdentifiers, the trusted one last.",
            under(CounterfeitSeals::ofTwoOrganizationsReversed)),
    ANOTHER_ORGANIZATION(
            "The chain is genuine and another organization's; all else names the trusted one.",
            under(CounterfeitSeals::ofAnotherOrganization)),
    CHAIN_MISSING(
            "There is no x5c.",
            (scene, draft) -> scene.seal().signAsIs(draft.jwt().withoutHeader("x5c"))),
    CHAIN_EMPTY("The x5c is an empty list.", showing(_ -> List.of())),
    CHAIN_OF_NUMBERS("The x5c is a list of one number.", showing(_ -> List.of(42))),
    CHAIN_OF_TEXT(
            "The x5c holds PEM where Base64 of DER belongs.",
            showing(seal -> seal.chain().stream().map(Pem::of).toList())),
    CHAIN_IS_TEXT("The x5c is the seal's certificate itself, not a list of it.", showing(seal -> first(seal))),
    CHAIN_OF_200(
            "The x5c goes on with certificates that have nothing to do with it, 200 in all.",
            under(CounterfeitSeals::followedByStrangers)),
    TRAILING_GARBAGE(
            "The DER of the seal's certificate is followed by bytes that are not part of it.",
            showing(ChainTampering::withGarbage)),
    DUPLICATE_CERTIFICATE(
            "The seal's certificate is in the x5c twice.", showing(seal -> beforeChain(first(seal), seal))),
    REVERSED("The x5c begins with the intermediate.", showing(seal -> seal.x5c().reversed())),
    FIRST_IS_NOT_THE_SIGNER(
            "The x5c begins with the trusted seal's certificate, and the key of the second certificate signed.",
            under(CounterfeitSeals::shownByAnother)),
    MISSING_INTERMEDIATE("The x5c ends with the seal's certificate.", showing(seal -> List.of(first(seal))));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Deed<LearCredential> deed;

    ChainTampering(String crime, Deed<LearCredential> deed) {
        this.crime = crime;
        this.deed = deed;
    }

    @Override
    public String crime() {
        return crime;
    }

    String commit(Scene scene) {
        return deed.commit(scene, scene.credential());
    }

    /** The honest credential under another seal, with that one's algorithm and chain. */
    private static Deed<LearCredential> under(BiFunction<Scene, Seal, Seal> counterfeit) {
        return (scene, draft) -> {
            var seal = counterfeit.apply(scene, scene.seal());
            return seal.signAsIs(seal.heading(draft.jwt().withoutHeader("alg").withoutHeader("x5c")));
        };
    }

    /** The honest credential under the honest seal, which shows something else for its chain. */
    private static Deed<LearCredential> showing(Function<Seal, Object> x5c) {
        return (scene, draft) -> scene.seal().signAsIs(draft.jwt().withHeader("x5c", x5c.apply(scene.seal())));
    }

    private static String first(Seal seal) {
        return seal.x5c().getFirst();
    }

    private static List<String> beforeChain(String certificate, Seal seal) {
        var chain = new ArrayList<>(seal.x5c());
        chain.addFirst(certificate);
        return chain;
    }

    private static List<String> withGarbage(Seal seal) {
        var chain = new ArrayList<>(seal.x5c());
        var der = Pem.der(seal.chain().getFirst());
        chain.set(0, Base64.getEncoder().encodeToString(Octets.concat(der, new byte[] {0x05, 0x00, 0x42})));
        return chain;
    }
}
