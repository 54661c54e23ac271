package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTests {

    @Test
    void is_populated_with_clients_and_issuers_up_to_a_number() throws Exception {
        try (var world = world().populated(12, 7)) {
            assertThat(clients(world)).hasSize(12).doesNotHaveDuplicates();
            assertThat(lines(world, "issuers.yaml", "  \"")).hasSize(7).doesNotHaveDuplicates();

            world.populated(10, 7);

            assertThat(clients(world)).hasSize(12);
        }
    }

    @Test
    void its_employee_has_the_mandate_in_both_formats() throws Exception {
        try (var world = world()) {
            assertThat(world.person().format()).isEqualTo("jwt_vc_json");
            assertThat(world.sdJwtPerson().format()).isEqualTo("dc+sd-jwt");
            assertThat(world.sdJwtPerson().key().did())
                    .isEqualTo(world.person().key().did());
        }
    }

    private static World world() throws IOException {
        return World.create(URI.create("http://localhost:1"), InstantSource.system(), new SecureRandom());
    }

    private static List<String> clients(World world) throws IOException {
        return lines(world, "clients.yaml", "  - clientId:");
    }

    private static List<String> lines(World world, String file, String beginning) throws IOException {
        return Files.readAllLines(world.folder().resolve(file)).stream()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }
}
