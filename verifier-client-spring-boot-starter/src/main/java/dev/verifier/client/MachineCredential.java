package dev.verifier.client;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** A LEARCredentialMachine in a file, as {@code jwt_vc_json}, and how it is presented. Thread-safe. */
final class MachineCredential {

    private static final String PROPERTY = ClientProperties.PREFIX + ".machine.credential";
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Pattern DID_KEY = Pattern.compile("did:key:z[1-9A-HJ-NP-Za-km-z]+");

    private final Path file;
    private final ClientKey key;
    private final URI issuer;
    private final JwtEncoder signer;
    private final StringKeyGenerator ids =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    /** @param issuer to whom it is presented */
    MachineCredential(Path file, ClientKey key, URI issuer) {
        this.file = file;
        this.key = key;
        this.issuer = issuer;
        this.signer = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key.jwk())));
    }

    /** The credential as it is in the file now; fails with the mend where there is none. */
    String read() {
        try {
            var credential = Files.readString(file).strip();
            if (credential.contains("~")) {
                throw new MisconfiguredException(
                        PROPERTY,
                        "it is an SD-JWT",
                        "Ask the issuer for the credential as jwt_vc_json, which machines present.");
            }
            requireOurs(SignedJWT.parse(credential).getJWTClaimsSet());
            return credential;
        } catch (IOException e) {
            throw new MisconfiguredException(
                    PROPERTY,
                    "the file cannot be read",
                    "Name a file that this application may read. Where there is none yet, ask an issuer for a"
                            + " LEARCredentialMachine for the key of this application, which is " + key.did() + ".");
        } catch (ParseException e) {
            throw new MisconfiguredException(
                    PROPERTY,
                    "it is no JWT",
                    "Put the LEARCredentialMachine into the file as its issuer signed it: three parts with two dots.");
        }
    }

    /** That Verifier would say at the first token; where a credential names its holder by a key otherwise, only Verifier can tell. */
    private void requireOurs(JWTClaimsSet claims) {
        var named = DID_KEY.matcher(claims.toString())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        if (!named.isEmpty() && !named.contains(key.did()) && claims.getClaim("cnf") == null) {
            throw new MisconfiguredException(
                    PROPERTY,
                    "it is not bound to the key, whose name is " + key.did() + ", but names " + named,
                    "Configure the key that the credential was issued for as " + ClientProperties.PREFIX
                            + ".key, or ask its issuer for one for " + key.did() + ".");
        }
    }

    /** A verifiable presentation of the credential, by the key it is bound to, good for once. */
    String presentation(Instant at) {
        var holder = key.did();
        var claims = JwtClaimsSet.builder()
                .issuer(holder)
                .subject(holder)
                .audience(List.of(issuer.toString()))
                .issuedAt(at)
                .expiresAt(at.plus(LIFETIME))
                .id(ids.generateKey())
                .claim(
                        "vp",
                        Map.of(
                                "@context", List.of("https://www.w3.org/2018/credentials/v1"),
                                "type", List.of("VerifiablePresentation"),
                                "holder", holder,
                                "verifiableCredential", List.of(read())))
                .build();
        var header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type("JWT")
                .keyId(holder)
                .build();
        return signer.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
