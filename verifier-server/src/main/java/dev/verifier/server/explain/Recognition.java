package dev.verifier.server.explain;

import dev.verifier.server.configuration.Surface;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out what something is, by its looks alone.
 *
 * @param surface where we are: tokens of ours are known by it
 */
record Recognition(Surface surface) {

    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{40,}");
    private static final int PERIODS_OF_A_JWE = 4;
    private static final Set<String> OTHERS = Set.of("dpop+jwt", "kb+jwt", "statuslist+jwt", "entity-statement+jwt");

    Kind of(String text) {
        if (PrivateKeys.isIn(text)) {
            return Kind.PRIVATE_KEY;
        }
        if (text.startsWith("{")) {
            return Alleged.object(text).isPresent() ? Kind.VP_TOKEN : Kind.UNKNOWN;
        }
        if (text.indexOf('~') > 0) {
            return text.endsWith("~") ? Kind.CREDENTIAL : Kind.PRESENTATION;
        }
        if (text.chars().filter(character -> character == '.').count() == PERIODS_OF_A_JWE) {
            return Kind.ENCRYPTED;
        }
        if (BASE64URL.matcher(text).matches()) {
            return Kind.PRESENTATION;
        }
        return Alleged.of(text).map(this::of).orElse(Kind.UNKNOWN);
    }

    private Kind of(Alleged alleged) {
        if (OTHERS.contains(alleged.type())) {
            return Kind.UNKNOWN;
        }
        if (alleged.has("vp")) {
            // The machine's runbook lets the presentation be the assertion: then it speaks to the token endpoint, in
            // its own name.
            return surface.tokenAudiences().contains(alleged.audience()) ? Kind.CLIENT_ASSERTION : Kind.PRESENTATION;
        }
        // Tokens may have a mandate in them, which a credential would have, too.
        if (alleged.type().equals("at+jwt")
                || alleged.text("iss").equals(surface.issuer().toString())) {
            return Kind.TOKEN;
        }
        if (alleged.has("vc") || alleged.has("credentialSubject") || alleged.has("vct")) {
            return Kind.CREDENTIAL;
        }
        if (alleged.type().equals("oauth-authz-req+jwt")
                || alleged.has("response_type")
                || alleged.has("redirect_uri")) {
            return Kind.REQUEST_OBJECT;
        }
        return alleged.has("sub") && alleged.text("iss").equals(alleged.text("sub"))
                ? Kind.CLIENT_ASSERTION
                : Kind.TOKEN;
    }
}
