package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A credential query as JSON has it (OpenID4VP 1.0 §6.1). Stateless. */
final class CredentialQueryJson {

    private CredentialQueryJson() {}

    static CredentialQuery parse(Members members) {
        if (!members.flag("require_cryptographic_holder_binding", true)) {
            throw new IllegalArgumentException(
                    "a credential that its holder does not prove to hold is not accepted here");
        }
        var format = CredentialFormat.named(members.text("format"));
        return new CredentialQuery(
                new QueryId(members.text("id")),
                switch (format) {
                    case JWT_VC_JSON -> members.object("meta").read(meta -> TypeValues.of(meta.lists("type_values")));
                    case DC_SD_JWT ->
                        members.object("meta")
                                .read(meta -> new VctValues(meta.texts("vct_values").stream()
                                        .map(CredentialType::new)
                                        .toList()));
                    case MSO_MDOC ->
                        members.object("meta")
                                .read(meta -> new DoctypeValue(new CredentialType(meta.text("doctype_value"))));
                },
                members.flag("multiple", false),
                members.has("claims")
                        ? members.objects("claims").stream()
                                .map(claim -> claim.read(ClaimsQuery::parse))
                                .toList()
                        : List.of(),
                members.has("claim_sets")
                        ? members.lists("claim_sets").stream()
                                .map(set -> set.stream().map(QueryId::new).toList())
                                .toList()
                        : List.of(),
                members.has("trusted_authorities")
                        ? members.objects("trusted_authorities").stream()
                                .map(authority -> authority.read(TrustedAuthority::parse))
                                .toList()
                        : List.of());
    }

    static Map<String, Object> write(CredentialQuery query) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", query.id().value());
        json.put("format", query.format().identifier());
        json.put("meta", query.meta().toJson());
        if (query.multiple()) {
            json.put("multiple", true);
        }
        if (!query.authorities().isEmpty()) {
            json.put(
                    "trusted_authorities",
                    query.authorities().stream().map(TrustedAuthority::toJson).toList());
        }
        if (!query.claims().isEmpty()) {
            json.put("claims", query.claims().stream().map(ClaimsQuery::toJson).toList());
        }
        if (!query.claimSets().isEmpty()) {
            json.put(
                    "claim_sets",
                    query.claimSets().stream()
                            .map(set -> set.stream().map(QueryId::value).toList())
                            .toList());
        }
        return json;
    }
}
