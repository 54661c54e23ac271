package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, linted and rendered by Helm's own library; what comes out is read by the models that Kubernetes makes of its API. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "Helm's library is here for this platform only")
class ChartIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"three-nodes", "one-node", "two-tenants"})
    void helm_finds_nothing_wrong_with_it(String name) throws IOException {
        var said = new Chart(folder, Chart.values(name)).lint();

        assertThat(said.isFailed()).as(said.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-nodes", "one-node", "two-tenants"})
    void kubernetes_knows_each_field_of_what_it_makes(String name) throws IOException {
        var objects = new Chart(folder, Chart.values(name)).objects().values();

        assertThat(objects).hasSizeGreaterThan(4);
        for (var object : objects) {
            read(object);
        }
    }

    /** A control: what nobody knows is noticed. */
    @Test
    void a_field_that_kubernetes_does_not_know_is_noticed() throws IOException {
        var deployment = deployment("three-nodes");
        assertThatCode(() -> read(deployment)).doesNotThrowAnyException();

        pod(deployment).addProperty("terminationGraceSeconds", 40);

        assertThatThrownBy(() -> read(deployment)).hasMessageContaining("terminationGraceSeconds");
    }

    private static void read(JsonElement object) throws IOException {
        switch (object.getAsJsonObject().get("kind").getAsString()) {
            case "ConfigMap" -> V1ConfigMap.validateJsonElement(object);
            case "Deployment" -> V1Deployment.validateJsonElement(object);
            case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(object);
            case "PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(object);
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(object);
            case "Service" -> V1Service.validateJsonElement(object);
            // Of Prometheus' operator, and known to it alone.
            case "ServiceMonitor" -> assertThat(object.toString()).contains("\"/prometheus\"");
            default -> throw new AssertionError(object);
        }
    }

    @Test
    void three_nodes_are_spread_and_replaced_one_after_the_other() throws IOException {
        var objects = new Chart(folder, Chart.values("three-nodes")).objects();

        var spec = spec(objects.get("Deployment test-verifier"));
        assertThat(spec.get("replicas").getAsInt()).isEqualTo(3);
        assertThat(at(spec, "strategy", "rollingUpdate").get("maxUnavailable").getAsInt())
                .isZero();
        assertThat(pod(objects.get("Deployment test-verifier")).getAsJsonArray("topologySpreadConstraints"))
                .hasSize(2);
        assertThat(objects)
                .containsKeys(
                        "PodDisruptionBudget test-verifier",
                        "NetworkPolicy test-verifier",
                        "ServiceMonitor test-verifier");
        assertThat(objects).doesNotContainKey("PersistentVolumeClaim test-verifier");
    }

    @Test
    void one_node_with_its_own_database_keeps_its_volume_to_itself() throws IOException {
        var objects = new Chart(folder, Chart.values("one-node")).objects();

        var spec = spec(objects.get("Deployment test-verifier"));
        assertThat(spec.get("replicas").getAsInt()).isEqualTo(1);
        assertThat(at(spec, "strategy").get("type").getAsString()).isEqualTo("Recreate");
        assertThat(objects).containsKey("PersistentVolumeClaim test-verifier");
        assertThat(objects).doesNotContainKey("PodDisruptionBudget test-verifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-nodes", "one-node", "two-tenants"})
    void a_pod_may_do_nothing_that_it_need_not(String name) throws IOException {
        var pod = pod(deployment(name));
        var container = pod.getAsJsonArray("containers").get(0).getAsJsonObject();

        assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
        assertThat(pod.get("securityContext").toString())
                .contains("\"runAsNonRoot\":true", "\"runAsUser\":10001", "\"RuntimeDefault\"");
        assertThat(container.get("securityContext").toString())
                .contains("\"readOnlyRootFilesystem\":true", "\"allowPrivilegeEscalation\":false", "[\"ALL\"]");
        assertThat(container.toString()).contains("\"/health/liveness\"", "\"/health/readiness\"");
    }

    /** As the unit for systemd has it: all of it takes less than thirty seconds, and StopTests holds the server to that. */
    @Test
    void it_may_take_longer_to_stop_than_it_ever_does() throws IOException {
        assertThat(pod(deployment("three-nodes"))
                        .get("terminationGracePeriodSeconds")
                        .getAsInt())
                .isEqualTo(40);
    }

    @Test
    void the_server_is_told_what_the_values_say() throws IOException {
        var objects = new Chart(folder, Chart.values("three-nodes")).objects();

        Map<String, Object> told = Chart.yaml()
                .load(at(whole(objects.get("ConfigMap test-verifier")), "data")
                        .get("application.yaml")
                        .getAsString());
        assertThat(new Gson().toJson(told))
                .contains("\"issuer\":\"https://login.example\"", "\"drain\":\"10s\"", "\"jdbc:postgresql://")
                .contains("https://lists.example/clients.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, ''",
        "issuer, http://login.example",
        "issuer, https://login.example/",
        "drain, 30s",
        "replicas, 0",
        "secret, ''",
        "isuer, https://login.example"
    })
    void values_that_would_come_to_nothing_are_refused(String name, String value) throws IOException {
        var values = new HashMap<>(Chart.values("three-nodes"));
        values.put(name, value.equals("0") ? (Object) 0 : value);
        var chart = new Chart(folder, values);

        assertThat(chart.lint().isFailed()).isTrue();
        assertThatThrownBy(chart::objects).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/verifier?user=verifier&password=hunter2",
                "jdbc:postgresql://db/verifier?ssl=true&sslPassword=hunter2",
                "jdbc:postgresql://verifier:hunter2@db/verifier"
            })
    void a_password_does_not_get_into_what_everybody_reads(String url) throws IOException {
        var values = new HashMap<>(Chart.values("three-nodes"));
        values.put("database", Map.of("url", url));
        assertThatThrownBy(() -> fresh(values).objects())
                .hasMessageContaining("put user and password into the secret")
                .hasMessageNotContaining("hunter2");

        values.put("database", Map.of("url", "jdbc:postgresql://db/verifier?ssl=true"));
        assertThat(fresh(values).objects()).containsKey("ConfigMap test-verifier");
    }

    @Test
    void nor_by_the_configuration() throws IOException {
        var values = new HashMap<>(Chart.values("three-nodes"));
        var written = Map.of("spring", Map.of("datasource", Map.of("password", "hunter2")));
        for (var configuration : List.of(written, Map.of("spring.datasource.password", "hunter2"))) {
            values.put("configuration", configuration);
            assertThatThrownBy(() -> fresh(values).objects())
                    .hasMessageContaining("put it into the secret")
                    .hasMessageNotContaining("hunter2");
        }
        values.put("configuration", Map.of("spring", Map.of("datasource", Map.of("hikari", Map.of()))));
        assertThat(fresh(values).objects()).containsKey("ConfigMap test-verifier");
    }

    // -- several issuers

    @Test
    void each_tenant_is_told_what_is_its_own_and_nobody_else() throws IOException {
        var objects = new Chart(folder, Chart.values("two-tenants")).objects();

        var all = data(objects, "ConfigMap test-verifier").get("application.yaml");
        assertThat(json(all))
                .contains("\"location\":\"/etc/verifier-tenants\"", "\"jdbc:postgresql://", "\"maximum-pool-size\":5")
                .doesNotContain("issuer");
        var tenants = data(objects, "ConfigMap test-verifier-tenants");
        assertThat(tenants.keySet()).containsExactlyInAnyOrder("acme.yaml", "globex-it.yaml");
        assertThat(json(tenants.get("acme.yaml")))
                .contains("\"issuer\":\"https://login.acme.example\"", "\"name\":\"Acme\"")
                .contains("\"/run/secrets/tenants/acme/verifier.keys.signing\"")
                .contains("\"/run/secrets/tenants/acme/verifier.keys.data\"")
                .doesNotContain("globex");
        assertThat(json(tenants.get("globex-it.yaml")))
                .contains("\"issuer\":\"https://login.globex.example/verifier\"")
                .contains("\"/run/secrets/tenants/globex-it/verifier.keys.signing\"")
                .doesNotContain("acme");
    }

    @Test
    void each_tenant_has_its_keys_where_its_file_says() throws IOException {
        var pod = pod(deployment("two-tenants"));

        assertThat(pod.getAsJsonArray("containers").toString())
                .contains("{\"name\":\"tenants\",\"mountPath\":\"/etc/verifier-tenants\",\"readOnly\":true}")
                .contains("{\"name\":\"secret-acme\",\"mountPath\":\"/run/secrets/tenants/acme\",\"readOnly\":true}")
                .contains(
                        "\"mountPath\":\"/run/secrets/tenants/globex-it\"", "\"mountPath\":\"/run/secrets/verifier\"");
        assertThat(pod.getAsJsonArray("volumes").toString())
                .contains("\"secretName\":\"verifier-acme\"", "\"secretName\":\"verifier-globex\"")
                .contains("{\"name\":\"test-verifier-tenants\"}");
    }

    @Test
    void a_tenant_that_is_told_something_else_is_told_to_new_nodes() throws IOException {
        var values = Chart.values("two-tenants");
        var before = checksum(fresh(values));
        assertThat(checksum(fresh(values))).as("a control").isEqualTo(before);

        assertThat(checksum(fresh(with(values, "acme", "issuer", "https://login2.acme.example"))))
                .isNotEqualTo(before);
    }

    private static String checksum(Chart chart) {
        return at(spec(chart.objects().get("Deployment test-verifier")), "template", "metadata", "annotations")
                .get("checksum/configuration")
                .getAsString();
    }

    @Test
    void tenants_of_one_node_with_embedded_databases_need_no_secrets() throws IOException {
        var values = Map.<String, Object>of(
                "tenants",
                Map.of("acme", Map.of("issuer", "https://login.acme.example")),
                "database",
                Map.of("embedded", true));

        assertThat(fresh(values).lint().isFailed()).isFalse();
        var tenants = data(fresh(values).objects(), "ConfigMap test-verifier-tenants");
        assertThat(json(tenants.get("acme.yaml")))
                .isEqualTo("{\"verifier\":{\"issuer\":\"https://login.acme.example\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "acme, issuer, http://login.acme.example",
        "acme, issuer, ''",
        "acme, secret, ''",
        "acme, isuer, https://login.acme.example",
        "Acme, issuer, https://login.third.example",
        "a_b, issuer, https://login.third.example",
        "third, secret, verifier-third"
    })
    void tenants_that_would_come_to_nothing_are_refused(String tenant, String name, String value) throws IOException {
        var chart = fresh(with(Chart.values("two-tenants"), tenant, name, value));

        assertThat(chart.lint().isFailed()).isTrue();
        assertThatThrownBy(chart::objects).isInstanceOf(RuntimeException.class);
    }

    @Test
    void an_issuer_beside_those_of_tenants_is_refused() throws IOException {
        var values = Chart.values("two-tenants");
        values.put("issuer", "https://login.example");

        assertThatThrownBy(fresh(values)::objects).isInstanceOf(RuntimeException.class);
    }

    @Test
    void two_tenants_with_one_host_are_refused() throws IOException {
        var values = with(Chart.values("two-tenants"), "acme", "issuer", "https://LOGIN.globex.example");

        assertThatThrownBy(fresh(values)::objects)
                .hasMessageContaining("tenants.globex-it has an issuer at login.globex.example, where tenants.acme is");
    }

    @Test
    void a_tenant_s_password_does_not_get_into_what_everybody_reads() throws IOException {
        for (var datasource :
                List.of(Map.of("password", "hunter2"), Map.of("url", "jdbc:postgresql://db/acme?password=hunter2"))) {
            var values = with(
                    Chart.values("two-tenants"),
                    "acme",
                    "configuration",
                    Map.of("spring", Map.of("datasource", datasource)));
            assertThatThrownBy(fresh(values)::objects)
                    .hasMessageContaining("tenants.acme.configuration has")
                    .hasMessageNotContaining("hunter2");
        }
    }

    /** What is in the secret has a name, and a tenant may be told that. */
    @Test
    void a_tenant_with_a_database_of_its_own_is_told_where_its_password_is() throws IOException {
        var datasource = Map.of("url", "jdbc:postgresql://db/acme", "password", "${acme.password}");
        var values = with(
                Chart.values("two-tenants"),
                "acme",
                "configuration",
                Map.of("spring", Map.of("datasource", datasource)));

        assertThat(json(data(fresh(values).objects(), "ConfigMap test-verifier-tenants")
                        .get("acme.yaml")))
                .contains("\"jdbc:postgresql://db/acme\"", "${acme.password}");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(Map<String, Object> values, String tenant, String name, Object value) {
        var tenants = new HashMap<>((Map<String, Object>) values.get("tenants"));
        var one = new HashMap<>((Map<String, Object>) tenants.getOrDefault(tenant, Map.of()));
        one.put(name, value);
        tenants.put(tenant, one);
        var all = new HashMap<>(values);
        all.put("tenants", tenants);
        return all;
    }

    private static JsonObject data(Map<String, JsonElement> objects, String name) {
        return at(whole(objects.get(name)), "data");
    }

    private static String json(JsonElement yaml) {
        return new Gson().toJson(Chart.yaml().<Object>load(yaml.getAsString()));
    }

    private Chart fresh(Map<String, Object> values) throws IOException {
        return new Chart(Files.createTempDirectory(folder, "chart"), values);
    }

    private JsonObject deployment(String name) throws IOException {
        return whole(new Chart(folder, Chart.values(name)).objects().get("Deployment test-verifier"));
    }

    private static JsonObject whole(@Nullable JsonElement object) {
        return Objects.requireNonNull(object, "it is not there").getAsJsonObject();
    }

    private static JsonObject spec(@Nullable JsonElement object) {
        return at(whole(object), "spec");
    }

    private static JsonObject pod(@Nullable JsonElement deployment) {
        return at(spec(deployment), "template", "spec");
    }

    private static JsonObject at(JsonObject object, String... path) {
        var inner = object;
        for (var name : path) {
            inner = inner.getAsJsonObject(name);
        }
        return inner;
    }
}
