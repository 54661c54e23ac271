package dev.verifier.status;

import static dev.verifier.status.Published.AT;
import static dev.verifier.status.Published.LIST;
import static dev.verifier.status.Published.MADE;
import static dev.verifier.status.Published.PLACE;
import static dev.verifier.status.Published.entry;
import static dev.verifier.status.Published.found;
import static dev.verifier.status.Published.name;
import static dev.verifier.status.Published.place;
import static dev.verifier.status.Published.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.credential.StatusReference;
import dev.verifier.rejection.RejectedException;
import dev.verifier.status.StatusSource.Kind;
import dev.verifier.wallet.StatusPublication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From what a list says, or does not, to the answer. */
class StatusCheckTests {

    private static final StatusReference.NotOffered NONE = new StatusReference.NotOffered();
    private static final StatusReference.Unreadable UNREADABLE = new StatusReference.Unreadable("StatusList2021Entry");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /** Of 64 places, the second one is revoked. */
    private static final byte[] TOKEN = LIST.sign(LIST.token(new dev.verifier.wallet.StatusList(1, 64).with(1, 1)))
            .getBytes(ISO_8859_1);

    private final List<StatusSource> asked = new ArrayList<>();
    private final StatusLists paper =
            StatusLists.onPaper(Map.of(PLACE.toString(), TOKEN), Published.reader(ListForms.STANDARD));
    private final StatusLists lists = (source, at) -> {
        asked.add(source);
        return paper.find(source, at);
    };

    @Test
    void what_is_on_no_list_and_has_none_of_its_own_is_not_revoked() {
        assertThat(answer(NONE, Set.of("urn:uuid:A"))).isEqualTo(new StatusReading.NotRevoked());
        assertThat(answer(NONE, Set.of())).isEqualTo(new StatusReading.NotRevoked());
        assertThat(asked).isEmpty();
    }

    @Test
    void what_is_on_the_list_of_the_ecosystem_is_revoked_under_each_of_its_names() {
        for (var id : List.of("urn:uuid:b", "URN:UUID:B", "b", " B ")) {
            assertThat(answer(NONE, Set.of("urn:uuid:a", id))).isEqualTo("credential_revoked");
            assertThat(answer(place(0), Set.of(id))).isEqualTo("credential_revoked");
        }
        assertThat(asked).isEmpty();
        assertThat(answer(place(0), Set.of("urn:uuid:a"))).isEqualTo(new StatusReading.Known(true, MADE, false));
    }

    @Test
    void what_its_own_list_says_is_so_and_what_it_does_not_say_is_not_known() {
        assertThat(answer(place(0), Set.of())).isEqualTo(new StatusReading.Known(true, MADE, false));
        assertThat(answer(place(1), Set.of())).isEqualTo("credential_revoked");
        assertThat(answer(place(64), Set.of())).isEqualTo("credential_status_unknown");
        assertThat(answer(UNREADABLE, Set.of())).isEqualTo("credential_status_unknown");
        assertThat(answer(new StatusReference.TokenStatusList(PLACE + "0", 0), Set.of()))
                .isEqualTo("credential_status_unknown");
        assertThat(answer(new StatusCheck(new RevokedCredentials(Set.of())), place(0), AT))
                .isEqualTo("credential_status_unknown");
    }

    @Test
    void each_list_is_asked_for_as_what_it_is_and_for_its_issuer() {
        for (var reference : List.of(place(0), entry("revocation", 0), name("ann"))) {
            answer(reference, Set.of());
        }

        assertThat(asked).extracting(StatusSource::kind).containsExactly(Kind.TOKEN, Kind.BITSTRING, Kind.PLAIN);
        assertThat(asked).extracting(StatusSource::uri).containsOnly(PLACE.toString());
        assertThat(asked).extracting(StatusSource::issuer).containsOnly(Published.ACME);
        assertThat(asked).extracting(StatusSource::anchors).containsOnly(Published.DOMAIN.anchors());
    }

    @Test
    void of_several_all_must_be_clear_and_one_that_is_revoked_is_so_whatever_else_is_not_known() {
        assertThat(answer(several(place(0), place(2)), Set.of())).isEqualTo(new StatusReading.Known(true, MADE, false));
        assertThat(answer(several(NONE, place(0)), Set.of())).isEqualTo(new StatusReading.Known(true, MADE, false));
        assertThat(answer(several(), Set.of())).isEqualTo(new StatusReading.NotRevoked());
        for (var unknown : List.of(UNREADABLE, place(64))) {
            assertThat(answer(several(place(0), unknown), Set.of())).isEqualTo("credential_status_unknown");
            assertThat(answer(several(unknown, NONE), Set.of())).isEqualTo("credential_status_unknown");
            assertThat(answer(several(unknown, place(1)), Set.of())).isEqualTo("credential_revoked");
            assertThat(answer(several(place(1), unknown), Set.of())).isEqualTo("credential_revoked");
        }
        assertThat(answer(several(place(0), place(1)), Set.of())).isEqualTo("credential_revoked");
    }

    private static StatusReference several(StatusReference... entries) {
        return new StatusReference.Several(List.of(entries));
    }

    @Test
    void of_several_that_are_clear_the_oldest_list_says_how_old_the_answer_is() {
        var younger = AT.minusSeconds(30);
        var lists = (StatusLists) (source, at) -> source.kind() == Kind.TOKEN
                ? read(Kind.TOKEN, TOKEN, ListForms.STANDARD)
                : Published.reader(ListForms.Form.PLAIN::equals)
                        .read(source, StatusPublication.plain(List.of()).getBytes(ISO_8859_1), younger);
        var check = new StatusCheck(new RevokedCredentials(Set.of()), lists, StatusPolicy.failClosed());

        for (var both : List.of(several(place(0), name("ann")), several(name("ann"), place(0)))) {
            assertThat(answer(check, both, AT)).isEqualTo(new StatusReading.Known(true, MADE, false));
        }
        assertThat(answer(check, name("ann"), AT)).isEqualTo(new StatusReading.Known(true, younger, false));
    }

    @Test
    void a_list_that_could_not_be_refreshed_counts_as_long_as_the_operator_says_and_never_beyond_its_end() {
        var list = found(read(Kind.TOKEN, TOKEN, ListForms.STANDARD));
        StatusLists kept = (_, _) -> new StatusLists.Found(list);
        var fresh = new StatusReading.Known(true, MADE, false);
        var stale = new StatusReading.Known(true, MADE, true);
        var instant = Duration.ofMillis(1);

        var strict = new StatusCheck(new RevokedCredentials(Set.of()), kept, StatusPolicy.failClosed());
        assertThat(answer(strict, place(0), AT.plus(TEN_MINUTES).minus(instant)))
                .isEqualTo(fresh);
        assertThat(answer(strict, place(0), AT.plus(TEN_MINUTES))).isEqualTo("credential_status_unknown");

        var patient = new StatusCheck(
                new RevokedCredentials(Set.of()), kept, StatusPolicy.acceptStaleUpTo(Duration.ofMinutes(5)));
        assertThat(answer(patient, place(0), AT.plus(TEN_MINUTES).minus(instant)))
                .isEqualTo(fresh);
        assertThat(answer(patient, place(0), AT.plus(TEN_MINUTES))).isEqualTo(stale);
        assertThat(answer(patient, place(0), AT.plus(Duration.ofMinutes(15)).minus(instant)))
                .isEqualTo(stale);
        assertThat(answer(patient, place(0), AT.plus(Duration.ofMinutes(15)))).isEqualTo("credential_status_unknown");

        var endless = new StatusCheck(
                new RevokedCredentials(Set.of()), kept, StatusPolicy.acceptStaleUpTo(Duration.ofDays(1)));
        assertThat(answer(endless, place(0), list.until().minus(instant))).isEqualTo(stale);
        assertThat(answer(endless, place(0), list.until())).isEqualTo("credential_status_unknown");
    }

    @Test
    void patience_is_a_time_from_now_on() {
        assertThat(StatusPolicy.acceptStaleUpTo(Duration.ZERO)).isEqualTo(StatusPolicy.failClosed());
        assertThatIllegalArgumentException().isThrownBy(() -> StatusPolicy.acceptStaleUpTo(Duration.ofMillis(-1)));
    }

    private Object answer(StatusReference reference, Set<String> ids) {
        var revoked = new RevokedCredentials(Set.of("B", "urn:uuid:c"));
        return answer(new StatusCheck(revoked, lists, StatusPolicy.failClosed()), reference, ids, AT);
    }

    private static Object answer(StatusCheck check, StatusReference reference, Instant at) {
        return answer(check, reference, Set.of(), at);
    }

    /** The reading, or the code of the refusal. */
    private static Object answer(StatusCheck check, StatusReference reference, Set<String> ids, Instant at) {
        try {
            return check.require(reference, ids, Published.ACME, Published.DOMAIN, at);
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }
}
