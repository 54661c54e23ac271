package dev.verifier.server.client;

import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.configuration.VerifierProperties.Tokens;
import dev.verifier.server.profile.CredentialProfiles;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What clients may be here, by configuration. Immutable.
 *
 * @param strict whether they keep to FAPI 2.0 Security Profile §5.3.2.1: confidential, with a signature or a certificate
 * @param certificates whether a proxy hands on the certificates they came with
 * @param refreshUnregistered whether confidential ones with a code get a refresh token though they are not registered for one
 * @param lifetimes how long their tokens and codes live
 * @param crossDevice whether wallets may be on another device, where a client does not say
 * @param credentials what they may ask people for
 * @param identities names of our identities, under which wallets can be asked for them
 * @param securityEvents whether clients can hear that credentials ended
 */
public record ClientProfile(
        boolean strict,
        boolean certificates,
        boolean refreshUnregistered,
        Tokens lifetimes,
        CrossDevice crossDevice,
        CredentialProfiles credentials,
        Set<String> identities,
        boolean securityEvents) {

    public ClientProfile {
        identities = Set.copyOf(identities);
    }

    /** Without what is still a draft. */
    public ClientProfile(
            boolean strict,
            boolean certificates,
            boolean refreshUnregistered,
            Tokens lifetimes,
            CrossDevice crossDevice,
            CredentialProfiles credentials,
            Set<String> identities) {
        this(strict, certificates, refreshUnregistered, lifetimes, crossDevice, credentials, identities, false);
    }

    public static ClientProfile of(VerifierProperties properties) {
        return new ClientProfile(
                properties.compatibility().strict(),
                properties.proxy().clientCertificateHeader() != null,
                properties.compatibility().tolerates(properties.compatibility().refreshUnregistered()),
                properties.tokens(),
                properties.login().crossDevice(),
                CredentialProfiles.of(properties),
                properties.openid4vp().identities().keySet(),
                properties.drafts().securityEvents() != null);
    }

    /** The ways in which a confidential client may authenticate; {@code client_secret_jwt} is the ecosystem's name for the first. */
    public List<String> confidentialMethods() {
        return Stream.of(
                        Stream.of("private_key_jwt", "client_secret_jwt"),
                        certificates ? Stream.of("tls_client_auth") : Stream.<String>empty(),
                        strict ? Stream.<String>empty() : Stream.of("client_secret_basic", "client_secret_post"))
                .flatMap(methods -> methods)
                .toList();
    }

    /** The ways at the token endpoint, where public clients are too. */
    public List<String> tokenMethods() {
        return strict
                ? confidentialMethods()
                : Stream.concat(confidentialMethods().stream(), Stream.of("none"))
                        .toList();
    }

    /** What assertions may be signed with (FAPI 2.0 Security Profile §5.4.1), the usual one first. */
    public List<SignatureAlgorithm> algorithms() {
        return strict
                ? List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.PS256, SignatureAlgorithm.EDDSA)
                : List.of(
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.EDDSA);
    }
}
