package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Access ends when the credential ends, RL-21: at every node, once, and told once. */
@Timeout(120)
class CredentialWatchTests {

    private static final Pattern ENDED =
            Pattern.compile("(?m)^verifier_session_ended_total\\{reason=\"credential_over\"} (\\d+)");

    private final World world = new World();
    private final LastingClient app = LastingClient.open(world, "app-that-stays", "authorization_code, refresh_token");

    @TempDir
    private Path folder;

    @Test
    void what_a_revoked_credential_opened_is_closed_at_every_node_and_its_clients_hear_of_it_once() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        try (var client = new StubServer()) {
            client.behave(exchange -> {
                heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                StubServer.respond(exchange, 200, "");
            });
            world.tellOfLogouts("app-that-stays", client.url("/logout"));
            try (var one = node();
                    var other = node()) {
                var tokens = app.signIn(one.http());
                var unharmed = app.signIn(other.http(), world.otherPerson);
                revoke(tokens.access());

                assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
                assertThat(heard.poll(5, TimeUnit.SECONDS)).as("told once").isNull();
                assertThat(ended(one) + ended(other)).as("ended once").isEqualTo(1);
                for (var node : List.of(one, other)) {
                    assertThat(tokens.userInfo(node.http())).isEqualTo(401);
                    var refreshed = app.refresh(node.http(), tokens.refresh());
                    assertThat(refreshed.status()).isEqualTo(400);
                    assertThat(refreshed.json().get("error").asString()).isEqualTo("invalid_grant");
                    assertThat(unharmed.userInfo(node.http())).isEqualTo(200);
                }
                var database = one.context().getBean(JdbcClient.class);
                assertThat(database.sql("select count(*) from browser_session")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1);
                assertThat(database.sql("select count(*) from authorization_grant")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1);
            }
        }
    }

    /** With the keys of the other, in the same folder. */
    private RunningServer node() {
        var database = Engine.POSTGRESQL.properties(folder).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        var more = Stream.of("--verifier.clients.refresh-interval=1s");
        return RunningServer.start(
                folder, world.arguments(Stream.concat(database, more).toArray(String[]::new)));
    }

    private void revoke(String accessToken) throws Exception {
        var credential = Browser.payload(accessToken).get("vc").get("id").asString();
        var list = world.folder.resolve("revoked.yaml");
        Files.writeString(list, Files.readString(list) + "  - \"" + credential + "\"\n");
    }

    private static int ended(RunningServer node) {
        var count = ENDED.matcher(node.management().get("/prometheus").body());
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }
}
