package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublishedTests {

    private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void a_list_is_where_its_credentials_say_and_each_is_at_an_address_of_its_own() throws Exception {
        var seal = TestAuthority.create(AT, new SecureRandom()).seal("VATES-A12345678", SealKey.P_256);
        try (var published = new Published(seal)) {
            var list = new StatusList(1, 8, place -> place == 0 ? 1 : 0);
            var one = published.publish(list, AT);
            var other = published.publish(list, AT);

            var answer = get(one.uri());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSize(published.bytes(one));
            assertThat(CompactJws.parse(answer.body()).claims())
                    .containsEntry("sub", one.uri().toString());
            assertThat(other.uri()).isNotEqualTo(one.uri());
            assertThat(published.fetched()).isEqualTo(1);
            assertThat(get(one.uri().resolve("/status/nobody")).statusCode()).isEqualTo(404);
            assertThat(published.fetched()).isEqualTo(1);
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
