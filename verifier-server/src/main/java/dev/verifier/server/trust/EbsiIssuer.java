package dev.verifier.server.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.AllowedValues;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

/** An issuer as an EBSI Trusted Issuers Registry, version 4, answers: its DID, and an attribute for each accreditation. Stateless. */
final class EbsiIssuer {

    private static final JsonMapper JSON = new JsonMapper();

    private EbsiIssuer() {}

    /** What the answer says this issuer is accredited for; empty where it cannot be understood or is about another one. */
    static Optional<List<Accreditation>> read(byte[] answer, IssuerId issuer) {
        try {
            var json = JSON.readTree(answer);
            var named = IssuerId.parse(json.path("did").asString(""));
            var attributes = json.path("attributes");
            return attributes.isArray() && named.filter(issuer::equals).isPresent()
                    ? Optional.of(attributes
                            .valueStream()
                            .flatMap(EbsiIssuer::accreditation)
                            .toList())
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** What an attribute says; one that cannot be understood accredits for nothing. */
    private static Stream<Accreditation> accreditation(JsonNode attribute) {
        try {
            var body = JSON.readTree(
                    Base64.getMimeDecoder().decode(attribute.path("body").asString("")));
            var type = new CredentialType(body.path("credentialsType").asString(""));
            var claims = optional(body.path("claims"), JsonNodeType.ARRAY);
            var validFor = optional(body.path("validFor"), JsonNodeType.OBJECT);
            var allowed = claims.valueStream().map(EbsiIssuer::allowed).toList();
            return Stream.of(new Accreditation(type, window(validFor), allowed));
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            return Stream.empty();
        }
    }

    /** A restriction of another form than it should have is none that may be left out. */
    private static JsonNode optional(JsonNode restriction, JsonNodeType form) {
        if (!restriction.isMissingNode() && !restriction.isNull() && restriction.getNodeType() != form) {
            throw new IllegalArgumentException("not understood");
        }
        return restriction;
    }

    private static AllowedValues allowed(JsonNode claim) {
        var values = claim.path("allowedValues").valueStream().map(JsonNode::asString);
        return new AllowedValues(claim.path("name").asString(""), values.collect(Collectors.toSet()));
    }

    private static ValidityWindow window(JsonNode validFor) {
        return new ValidityWindow(
                validFor.hasNonNull("from") ? instant(validFor.get("from")) : Instant.MIN,
                validFor.hasNonNull("to") ? instant(validFor.get("to")) : Instant.MAX);
    }

    private static Instant instant(JsonNode dateTime) {
        return OffsetDateTime.parse(dateTime.asString()).toInstant();
    }
}
