package dev.verifier.wallet.web;

import dev.verifier.wallet.openid4vp.ClaimQuery;
import dev.verifier.wallet.openid4vp.HeldCredential;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is in a credential and in a request, as people say it. */
final class Words {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.UK);

    private static final Map<String, String> CLAIMS = Map.ofEntries(
            Map.entry("email", "e-mail address"),
            Map.entry("firstName", "first name"),
            Map.entry("first_name", "first name"),
            Map.entry("lastName", "last name"),
            Map.entry("last_name", "last name"),
            Map.entry("employeeId", "employee number"),
            Map.entry("nationality", "nationality"),
            Map.entry("mobile_phone", "telephone number"),
            Map.entry("organization", "organization"),
            Map.entry("organizationIdentifier", "organization’s identifier"),
            Map.entry("commonName", "name of the organization’s representative"),
            Map.entry("country", "country"),
            Map.entry("mandatee", "who you are"),
            Map.entry("mandator", "whom you act for"),
            Map.entry("power", "what you may do"),
            Map.entry("mandate", "your mandate: who you are, whom you act for, what you may do"));

    private static final Map<String, String> TYPES = Map.of(
            "LEARCredentialEmployee", "Employee’s mandate",
            "learcredential.employee.w3c.4", "Employee’s mandate",
            "LEARCredentialMachine", "Machine’s mandate",
            "learcredential.machine.w3c.3", "Machine’s mandate",
            "learcredential.employee.sd.1", "Employee’s mandate",
            "eu.europa.ec.eudi.lce.1", "Employee’s mandate",
            "learcredential.machine.sd.1", "Machine’s mandate",
            "eu.europa.ec.eudi.lcm.1", "Machine’s mandate",
            "urn:eudi:pid:1", "Personal identification data");

    private Words() {}

    /** A type of credential; itself if there is no word for it. */
    static String type(String type) {
        return TYPES.getOrDefault(type, type);
    }

    /** What kind of credential this is. */
    static String kind(HeldCredential credential) {
        return credential.types().stream()
                .filter(type -> !type.equals("VerifiableCredential"))
                .findFirst()
                .map(Words::type)
                .orElse("Credential");
    }

    /** A claim that is asked for. */
    static String claim(ClaimQuery claim) {
        var path = claim.path().stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
        return path.reversed().stream()
                .map(CLAIMS::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> String.join(" › ", path));
    }

    /** What a credential says of its holder, in the order people want it. */
    static Map<String, String> facts(HeldCredential credential) {
        var facts = new LinkedHashMap<String, String>();
        put(facts, "Name", name(credential));
        put(facts, "E-mail", mandate(credential, "mandatee", "email"));
        put(facts, "Employee number", mandate(credential, "mandatee", "employeeId"));
        put(facts, "Nationality", mandate(credential, "mandatee", "nationality"));
        put(facts, "Telephone", mandate(credential, "mandatee", "mobile_phone"));
        put(facts, "Machine", mandate(credential, "mandatee", "domain"));
        put(facts, "Acts for", mandate(credential, "mandator", "organization"));
        put(facts, "May", powers(credential));
        put(facts, "Issued by", credential.text("issuer", "organization").or(() -> credential.text("issuer")));
        put(facts, "Valid until", credential.text("validUntil").flatMap(Words::date));
        return facts;
    }

    /** The host of an address, with its port where it is an unusual one. */
    static String host(URI address) {
        return address.getRawAuthority();
    }

    private static void put(Map<String, String> facts, String name, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> facts.put(name, text));
    }

    private static Optional<String> name(HeldCredential credential) {
        var first =
                mandate(credential, "mandatee", "firstName").or(() -> mandate(credential, "mandatee", "first_name"));
        var last = mandate(credential, "mandatee", "lastName").or(() -> mandate(credential, "mandatee", "last_name"));
        return Optional.of((first.or(() -> credential.text("given_name")).orElse("")
                        + " "
                        + last.or(() -> credential.text("family_name")).orElse(""))
                .strip());
    }

    private static Optional<String> mandate(HeldCredential credential, String who, String what) {
        return credential
                .text("credentialSubject", "mandate", who, what)
                .or(() -> credential.text("mandate", who, what));
    }

    private static Optional<String> powers(HeldCredential credential) {
        var powers = Arrays.asList("credentialSubject", "mandate", "power", null);
        return Optional.of(credential.claims(powers).stream()
                .filter(Map.class::isInstance)
                .map(power -> power((Map<?, ?>) power))
                .collect(Collectors.joining("; ")));
    }

    private static String power(Map<?, ?> power) {
        var action = first(power, "action", "tmf_action");
        var actions = action instanceof List<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : action;
        return actions + " – " + first(power, "function", "tmf_function");
    }

    private static Object first(Map<?, ?> members, String name, String older) {
        return Optional.<Object>ofNullable(members.get(name))
                .or(() -> Optional.ofNullable(members.get(older)))
                .orElse("?");
    }

    private static Optional<String> date(String text) {
        try {
            return Optional.of(
                    DATE.format(LocalDate.ofInstant(OffsetDateTime.parse(text).toInstant(), ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            return Optional.of(text);
        }
    }
}
