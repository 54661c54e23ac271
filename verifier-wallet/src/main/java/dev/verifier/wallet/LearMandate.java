package dev.verifier.wallet;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** The mandate of a LEAR credential: who (mandator) lets whom (mandatee) do what (power), in the words of each generation. */
record LearMandate(
        LearVersion version, String id, String issuer, String mandator, Holder holder, String from, String until) {
    Map<String, Object> members() {
        var mandate = Json.object();
        if (version.first() || version == LearVersion.E2) {
            mandate.put("id", id);
        }
        if (version.first()) {
            mandate.put("life_span", Json.object(entry("start_date_time", from), entry("end_date_time", until)));
        }
        mandate.put("mandatee", mandatee());
        mandate.put("mandator", mandatorMembers());
        mandate.put("power", List.of(power()));
        if (version.first()) {
            mandate.put("signer", signer());
        }
        return mandate;
    }

    private Map<String, Object> mandatee() {
        return switch (holder) {
            case Holder.Employee employee -> employee(employee);
            case Holder.Machine machine -> machine(machine);
        };
    }

    private Map<String, Object> employee(Holder.Employee who) {
        var mandatee = Json.object();
        if (version != LearVersion.E4) {
            mandatee.put("id", who.did());
        }
        mandatee.put("email", who.email());
        mandatee.put(version.first() ? "first_name" : "firstName", who.firstName());
        mandatee.put(version.first() ? "last_name" : "lastName", who.lastName());
        switch (version) {
            case E1 -> mandatee.put("mobile_phone", "+34600000000");
            case E2 -> mandatee.put("nationality", "ES");
            case E3, E4 -> mandatee.put("employeeId", "E-7");
            case M1, M2, M3 ->
                throw new IllegalArgumentException(version + " is a machine's; give it a Holder.machine");
        }
        return mandatee;
    }

    private Map<String, Object> machine(Holder.Machine what) {
        return switch (version) {
            case M1 ->
                Json.object(
                        entry("id", what.did()),
                        entry("serviceName", "Issuer"),
                        entry("serviceType", "API"),
                        entry("version", "1"),
                        entry("domain", what.domain()),
                        entry("ipAddress", what.ipAddress()),
                        entry("description", "back end"),
                        entry(
                                "contact",
                                Json.object(entry("email", "ops@acme.example"), entry("phone", "+34600000001"))));
            case M2, M3 ->
                Json.object(
                        entry("id", what.did()), entry("domain", what.domain()), entry("ipAddress", what.ipAddress()));
            case E1, E2, E3, E4 ->
                throw new IllegalArgumentException(version + " is an employee's; give it a Holder.employee");
        };
    }

    private Map<String, Object> mandatorMembers() {
        var members = Json.object(
                entry("organizationIdentifier", mandator),
                entry("organization", "Acme"),
                entry("country", "ES"),
                entry("commonName", "Bob Boss"),
                entry("serialNumber", "IDCES-1"));
        switch (version) {
            case E1, E2, M1 -> members.put("emailAddress", "boss@acme.example");
            case E3, E4, M2, M3 -> {
                members.put("id", "did:elsi:" + mandator);
                members.put("email", "boss@acme.example");
            }
        }
        return members;
    }

    private Map<String, Object> power() {
        return switch (version) {
            case E1 -> tmfPower(List.of("Execute"));
            // The only generation seen with a bare string for its action.
            case M1 -> tmfPower("Execute");
            case E2 ->
                Json.object(
                        entry("id", "p1"),
                        entry("type", "Domain"),
                        entry("domain", "DOME"),
                        entry("function", "ProductOffering"),
                        entry("action", List.of("Create", "Update")));
            case E3, E4, M2, M3 ->
                Json.object(
                        entry("type", "domain"),
                        entry("domain", "DOME"),
                        entry("function", "Onboarding"),
                        entry("action", List.of("Execute")));
        };
    }

    private static Map<String, Object> tmfPower(Object action) {
        return Json.object(
                entry("id", "p1"),
                entry("tmf_type", "Domain"),
                entry("tmf_domain", List.of("DOME")),
                entry("tmf_function", "Onboarding"),
                entry("tmf_action", action));
    }

    private Map<String, Object> signer() {
        return Json.object(
                entry("commonName", SealSubject.COMMON_NAME),
                entry("country", SealSubject.COUNTRY),
                entry("organization", SealSubject.ORGANIZATION),
                entry("organizationIdentifier", issuer),
                entry("serialNumber", "B1"),
                entry("emailAddress", "seal@acme.example"));
    }
}
