package dev.verifier.server.profile;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client asks for in its own words: {@code dcql_query} in the {@code claims} parameter (draft-svensson-credential-oidc-bridge-02,
 * section 3.1.2). It narrows the profiles that the scopes of the request ask for, and adds nothing to them. Immutable.
 *
 * @param query null where the client leaves it to the profiles
 */
public record ClientQuery(@Nullable DcqlQuery query) {

    /** That the client leaves it to the profiles. */
    public static final ClientQuery NONE = new ClientQuery(null);

    /** The name of the parameter that it is in (OpenID Connect Core §5.5). */
    public static final String PARAMETER = "claims";

    /** As long as that may be: it must fit into a request with the rest of it, percent-encoded. */
    public static final int LONGEST = 4096;

    private static final String MEMBER = "dcql_query";

    /** Of two members of one name nobody could say which was meant. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    public ClientQuery(@Nullable DcqlQuery query) {
        this.query = query;
    }

    /**
     * Of a request that Spring has read. Everything else in the parameter is ignored, as OpenID Connect Core §5.5 has it, and members
     * of a query that OpenID4VP 1.0 §6 does not know are too.
     *
     * @throws IllegalArgumentException where it cannot be read, with where it is wrong
     */
    public static ClientQuery of(Map<String, ?> parameters) {
        return parameters.get(PARAMETER) instanceof String text ? parse(text) : NONE;
    }

    /** The same where that was looked at before, or is going to be: what cannot be read is none. */
    public static ClientQuery ofGranted(@Nullable Object parameter) {
        try {
            return parameter instanceof String text ? parse(text) : NONE;
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static ClientQuery parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("claims is too long");
        }
        try {
            if (!(JSON.readValue(text, Object.class) instanceof Map<?, ?> members)) {
                throw new IllegalArgumentException("claims must be an object");
            }
            var queries = Stream.of(members, members.get("id_token"), members.get("userinfo"))
                    .map(part -> part instanceof Map<?, ?> claims && claims.containsKey(MEMBER) ? claims : null)
                    .filter(Objects::nonNull)
                    .map(claims -> query(claims.get(MEMBER)))
                    .distinct()
                    .toList();
            if (queries.size() > 1) {
                throw new IllegalArgumentException("dcql_query must be the same wherever it is");
            }
            return queries.isEmpty() ? NONE : new ClientQuery(queries.getFirst());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("claims must be JSON", e);
        }
    }

    private static DcqlQuery query(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("dcql_query must be an object");
        }
        return DcqlQuery.parse(MEMBER, members);
    }

    /** Whether the client asks at all. */
    public boolean isAsked() {
        return query != null;
    }

    /**
     * The first thing that it asks for and these profiles do not, or the first of these that it leaves out, for people; empty where
     * there is none. What a scope means for whoever reads a token is not for a client to change.
     */
    public Optional<String> beyond(List<CredentialProfile> profiles) {
        return credentials()
                .flatMap(asked -> beyond(asked, profiles).stream())
                .findFirst()
                .or(() -> {
                    var whole = new ClientQuery(query == null ? null : query(profiles));
                    return whole.unanswered(profiles, query == null ? Set.of() : query.ids());
                });
    }

    /** The first of the profiles that answers to these of its queries would leave open; empty where there is none. */
    public Optional<String> unanswered(List<CredentialProfile> profiles, Set<QueryId> answered) {
        return query == null
                ? Optional.empty()
                : profiles.stream()
                        .filter(profile -> !profile.query().satisfiedBy(covered(profile, answered)))
                        .map(CredentialProfile::name)
                        .findFirst();
    }

    private Set<QueryId> covered(CredentialProfile profile, Set<QueryId> answered) {
        return profile.query().credentials().stream()
                .filter(permitted -> credentials()
                        .filter(asked -> answered.contains(asked.id()))
                        .anyMatch(asked -> isWithin(asked, permitted) && asked.demandsWhat(permitted)))
                .map(CredentialQuery::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isWithin(CredentialQuery asked, CredentialQuery permitted) {
        return permitted.format() == asked.format() && asked.beyond(permitted).isEmpty();
    }

    private static Optional<String> beyond(CredentialQuery asked, List<CredentialProfile> profiles) {
        var why = profiles.stream()
                .flatMap(profile -> profile.query().credentials().stream())
                .filter(permitted -> permitted.format() == asked.format())
                .map(asked::beyond)
                .toList();
        if (why.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        // Where the type is another one, the rest says nothing.
        var nearest = why.stream()
                .flatMap(Optional::stream)
                .filter(it -> !it.equals("meta"))
                .findFirst();
        var what = nearest.orElse(why.isEmpty() ? "format" : "meta");
        return Optional.of(asked.id().value() + ": " + what);
    }

    /**
     * The profiles as they are asked for by this: each with all of the client's queries that are within it, and without what they do
     * not name. A profile that none is within is not asked for; everything stays where the client says nothing.
     */
    public List<CredentialProfile> narrowed(List<CredentialProfile> profiles) {
        if (query == null) {
            return profiles;
        }
        var narrowed = new ArrayList<CredentialProfile>();
        for (var profile : profiles) {
            var own = credentials()
                    .flatMap(asked -> within(profile, asked).stream())
                    .toList();
            if (!own.isEmpty()) {
                narrowed.add(profile.narrowed(own));
            }
        }
        return List.copyOf(narrowed);
    }

    private static Optional<CredentialQuery> within(CredentialProfile profile, CredentialQuery asked) {
        return profile.query().credentials().stream()
                .filter(permitted -> isWithin(asked, permitted))
                .findFirst()
                .map(asked::narrowing);
    }

    /** The query for the wallet: the client's, with what the profiles say where it says nothing. */
    public DcqlQuery query(List<CredentialProfile> profiles) {
        if (query == null) {
            return CredentialProfiles.query(profiles);
        }
        var narrowed = narrowed(profiles).stream()
                .flatMap(profile -> profile.query().credentials().stream())
                .toList();
        return new DcqlQuery(
                credentials()
                        .flatMap(asked -> narrowed.stream()
                                .filter(each -> each.id().equals(asked.id()))
                                .limit(1))
                        .toList(),
                query.sets());
    }

    private Stream<CredentialQuery> credentials() {
        return query == null ? Stream.empty() : query.credentials().stream();
    }
}
