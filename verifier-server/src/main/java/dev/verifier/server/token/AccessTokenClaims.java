package dev.verifier.server.token;

import dev.verifier.server.client.Resources;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.dpop.KeyBinding;
import dev.verifier.server.error.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

/**
 * Access tokens (RFC 9068) that every reader in the ecosystem understands: the credential as {@code vc}, and its mandate flat
 * beside it, for machines and where a person's client asked for it. Thread-safe.
 */
final class AccessTokenClaims {

    private static final List<String> FLAT = List.of("mandatee", "mandator", "power");

    private final TrustedClients clients;
    private final SubjectNames names;
    private final KeyBinding binding;
    private final Resources resources;
    private final @Nullable String tenant;

    /** @param tenant whose tokens these are, if the client's registration does not say; null where it is nobody's */
    AccessTokenClaims(
            TrustedClients clients,
            SubjectNames names,
            KeyBinding binding,
            Resources resources,
            @Nullable String tenant) {
        this.clients = clients;
        this.names = names;
        this.binding = binding;
        this.resources = resources;
        this.tenant = tenant;
    }

    void write(JwtEncodingContext context, PresentedSubject subject) {
        var client = clients.client(context.getRegisteredClient().getClientId())
                .orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        context.getClaims().claims(claims -> {
            claims.remove(JwtClaimNames.NBF);
            claims.put(OAuth2ParameterNames.CLIENT_ID, client.clientId());
            claims.put(OAuth2ParameterNames.SCOPE, String.join(" ", context.getAuthorizedScopes()));
            if (context.<Authentication>getPrincipal() instanceof WalletAuthentication) {
                var scopes = context.getAuthorizedScopes();
                var asked = new GrantedProfiles(clients).of(context.getAuthorization(), client.clientId(), scopes);
                var person = new PersonClaims(subject, asked, scopes);
                claims.put("credential_type", person.credentialType());
                person.whole().ifPresent(whole -> credential(whole, claims));
            } else {
                claims.put("credential_type", subject.types().getFirst());
                credential(new PersonClaims.Whole(subject, subject.credential()), claims);
            }
            endWithTheCredential(claims, subject);
            if (context.<Authentication>getPrincipal() instanceof WalletAuthentication login) {
                claims.put(JwtClaimNames.SUB, names.of(subject, client));
                claims.computeIfPresent(JwtClaimNames.JTI, (_, id) -> TokenId.of(grant(context), id.toString()));
                // RFC 9068 §2.2.1; only a person's token has it.
                claims.put(IdTokenClaimNames.AUTH_TIME, login.at().getEpochSecond());
                if (names.arePairwise()) {
                    withoutTheHolder(claims);
                }
            } else {
                claims.put(JwtClaimNames.SUB, subject.holder());
            }
        });
        context.getClaims().audience(audience(context, client));
        binding.require(context).ifPresent(key -> context.getClaims().claim("cnf", Map.of("jkt", key.thumbprint())));
        var ofClient = client.tenant() == null ? tenant : client.tenant();
        if (ofClient != null) {
            context.getClaims().claim("tenant", ofClient);
        }
    }

    private static void credential(PersonClaims.Whole whole, Map<String, Object> claims) {
        whole.mandate().members().forEach((name, value) -> {
            if (FLAT.contains(name) && value != null) {
                claims.put((String) name, value);
            }
        });
        claims.put("vc", whole.vc());
    }

    private static String grant(JwtEncodingContext context) {
        return Objects.requireNonNull(context.getAuthorization()).getId();
    }

    /** RFC 8707 §2.2: what was granted with the code is the most that can be asked for with it. */
    private List<String> audience(JwtEncodingContext context, TrustedClient client) {
        var authorization = context.getAuthorization();
        OAuth2AuthorizationRequest request =
                authorization == null ? null : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        var granted = request == null ? List.<String>of() : Resources.asked(request.getAdditionalParameters());
        var asked = context.getAuthorizationGrant() instanceof OAuth2AuthorizationGrantAuthenticationToken grant
                ? Resources.asked(grant.getAdditionalParameters())
                : List.<String>of();
        return resources.audience(client, granted, asked).orElseThrow(Refusal.RESOURCE_NOT_REGISTERED::asException);
    }

    private static void withoutTheHolder(Map<String, Object> claims) {
        claims.remove("vc");
        claims.computeIfPresent("mandatee", (_, mandatee) -> {
            var others = new LinkedHashMap<Object, Object>((Map<?, ?>) mandatee);
            others.remove("id");
            return others;
        });
    }

    private static void endWithTheCredential(Map<String, Object> claims, PresentedSubject subject) {
        if (claims.get(JwtClaimNames.EXP) instanceof Instant expiry && expiry.isAfter(subject.validUntil())) {
            claims.put(JwtClaimNames.EXP, subject.validUntil());
        }
        if (claims.get(JwtClaimNames.IAT) instanceof Instant at && !at.isBefore(subject.validUntil())) {
            throw Refusal.GRANT_INVALID.asException(); // it ended since it was presented
        }
    }
}
