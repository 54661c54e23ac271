package dev.verifier.server.explain;

import dev.verifier.credential.CredentialType;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.server.profile.CredentialProfile;
import dev.verifier.server.profile.CredentialProfiles;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * As an answer to what something is looked at: to the first of what is asked for here that it may be.
 *
 * @param profiles what is asked for
 */
record Queries(CredentialProfiles profiles) {

    /**
     * A query.
     *
     * @param query what is asked
     * @param isOfMachines whether machines are asked, and nobody else
     * @param note of whose it is
     * @param profile that has it; null where none does
     */
    record Asked(
            CredentialQuery query,
            boolean isOfMachines,
            String note,
            @Nullable CredentialProfile profile) {}

    Asked of(Shown shown) {
        for (var profile : profiles.all()) {
            for (var query : profile.query().credentials()) {
                if (query.isFor(shown.format(), shown.types())) {
                    var isOfMachines = profile.equals(profiles.ofMachines());
                    return new Asked(
                            query,
                            isOfMachines,
                            "Looked at as an answer to the profile " + profile.name() + ".",
                            profile);
                }
            }
        }
        return unasked(shown);
    }

    /** Of what machines are asked, that which it may be, or else the first of it. */
    Asked ofMachine(Shown shown, DcqlQuery machines) {
        var query = machines.credentials().stream()
                .filter(one -> one.isFor(shown.format(), shown.types()))
                .findFirst()
                .orElseGet(() -> machines.credentials().getFirst());
        return new Asked(query, true, "", profiles.ofMachines());
    }

    /** Nobody could present it here; what can be looked at is looked at as if it were asked for by its type alone. */
    private Asked unasked(Shown shown) {
        var telling =
                shown.types().stream().filter(type -> !type.isBase()).limit(1).collect(Collectors.toSet());
        var types = telling.isEmpty() ? Set.of(new CredentialType("unknown")) : telling;
        return new Asked(
                new CredentialQuery(new QueryId("it"), shown.format(), types),
                false,
                "No profile here asks for " + types + " as " + shown.format().identifier()
                        + ", so that nobody is let in with it: see verifier.openid4vp.profiles. There are: "
                        + profiles.all().stream().map(CredentialProfile::name).collect(Collectors.joining(", ")) + ".",
                null);
    }
}
