package dev.verifier.wallet.kit;

import dev.verifier.wallet.kit.Cast.Mandate;
import dev.verifier.wallet.kit.Cast.Role;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What can be told, and to whom: {@code POST /people}, and then {@code POST /people/1/sign-in}. Thread-safe. */
final class Rooms {
    private static final String ACME = "Acme";

    private final Cast cast;
    private final Statuses statuses;
    private final Clients clients;
    private final Machines machines;
    private final Function<Role, Person> people;
    private final Map<String, Person> persons = new ConcurrentHashMap<>();
    private final Map<String, Role> programs = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    Rooms(Cast cast, Statuses statuses, Clients clients, Machines machines, Function<Role, Person> people) {
        this.cast = cast;
        this.statuses = statuses;
        this.clients = clients;
        this.machines = machines;
        this.people = people;
    }

    void answer(Call call) throws IOException {
        try {
            var path = List.of(call.path().substring(1).split("/", -1));
            if (!call.method().equals("POST")) {
                throw NotDone.unread(405, "Everything here is told by POST.");
            }
            switch (path.size()) {
                case 1 -> call.answer(201, made(path.getFirst(), call));
                case 3 -> call.answer(200, done(path.getFirst(), path.get(1), path.getLast(), call));
                default -> throw NotDone.unknown(call.path());
            }
        } catch (NotDone e) {
            var body = error(e.code(), e.description());
            if (e.location() != null) {
                body.put("location", e.location().toString());
            }
            call.answer(e.status(), body);
        } catch (PlainBrowser.Lost e) {
            call.answer(502, error("unanswered", String.valueOf(e.getMessage())));
        }
    }

    static Map<String, Object> error(String code, String description) {
        return new LinkedHashMap<>(Map.of("error", code, "error_description", description));
    }

    private Map<String, String> made(String what, Call call) throws IOException {
        return switch (what) {
            case "people" -> person(call.told());
            case "machines" -> machine(call.told());
            case "clients" -> Map.of("clientId", clients.register(call.text()));
            default -> throw NotDone.unknown(call.path());
        };
    }

    private Map<String, String> person(Told told) {
        var mandate = mandate(told);
        var firstName = told.text("firstName").orElse("Ann");
        var lastName = told.text("lastName").orElse("Lee");
        var email = told.text("email").orElse(firstName.toLowerCase(Locale.ROOT) + "@acme.example");
        var role = cast.employee(firstName, lastName, email, mandate);
        var id = String.valueOf(ids.incrementAndGet());
        persons.put(id, people.apply(role));
        return Map.of(
                "id",
                id,
                "did",
                role.key().did(),
                "email",
                email,
                "organizationIdentifier",
                mandate.organizationIdentifier());
    }

    private Map<String, String> machine(Told told) {
        var role = cast.machine(told.text("domain").orElse("api.acme.example"), mandate(told));
        var id = String.valueOf(ids.incrementAndGet());
        var files = machines.add(id, role, told.texts("audience"));
        programs.put(id, role);
        return files;
    }

    private Mandate mandate(Told told) {
        var organization = told.text("organization").orElse(ACME);
        var identifier = told.text("organizationIdentifier")
                .orElseGet(() -> organization.equals(ACME) ? cast.issuing() : identifier(organization));
        return new Mandate(organization, identifier, told.powers());
    }

    /** The same for the same name. */
    private static String identifier(String organization) {
        return "VATES-B%08d".formatted(Math.floorMod(organization.hashCode(), 100_000_000));
    }

    private Map<String, String> done(String kind, String id, String what, Call call) throws IOException {
        if (kind.equals("machines") && what.equals("revoke")) {
            statuses.revoke(found(programs, kind, id).place());
            return Map.of();
        }
        if (!kind.equals("people")) {
            throw NotDone.unknown(call.path());
        }
        var person = found(persons, kind, id);
        return switch (what) {
            case "sign-in" ->
                Map.of("location", person.signIn(call.told().address("url")).toString());
            case "decline" ->
                Map.of("location", person.decline(call.told().address("url")).toString());
            case "scan" ->
                person.scan(call.told().required("link"))
                        .map(location -> Map.of("location", location.toString()))
                        .orElse(Map.of());
            case "visit" -> {
                var page = person.visit(call.told().address("url"));
                yield Map.of(
                        "url", page.address().toString(), "status", String.valueOf(page.status()), "body", page.html());
            }
            case "revoke" -> {
                statuses.revoke(person.role().place());
                yield Map.of();
            }
            default -> throw NotDone.unknown(call.path());
        };
    }

    private static <T> T found(Map<String, T> all, String kind, String id) {
        var one = all.get(id);
        if (one == null) {
            throw NotDone.unknown(kind + "/" + id);
        }
        return one;
    }
}
