package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents that are issued here. */
public enum MdocType {
    /** ISO/IEC 18013-5 §7.2: a mobile driving licence. */
    MDL("org.iso.18013.5.1.mDL", "org.iso.18013.5.1"),
    /** Personal identification data (EUDI Wallet PID Rulebook §3). */
    PID("eu.europa.ec.eudi.pid.1", "eu.europa.ec.eudi.pid.1");

    private static final int FULL_DATE = 1004;

    private final String docType;
    private final String nameSpace;

    MdocType(String docType, String nameSpace) {
        this.docType = docType;
        this.nameSpace = nameSpace;
    }

    public String docType() {
        return docType;
    }

    public String nameSpace() {
        return nameSpace;
    }

    /** What such a document says of somebody. */
    Map<String, CBORObject> elements(String givenName, String familyName) {
        var elements = new LinkedHashMap<String, CBORObject>();
        elements.put("family_name", CBORObject.FromObject(familyName));
        elements.put("given_name", CBORObject.FromObject(givenName));
        elements.put("birth_date", date("1990-02-03"));
        elements.put("age_over_18", CBORObject.True);
        elements.put("issuing_country", CBORObject.FromObject("ES"));
        elements.put("issuing_authority", CBORObject.FromObject("Test Authority"));
        elements.put("expiry_date", date("2030-01-01"));
        elements.put("document_number", CBORObject.FromObject("D-1234567"));
        switch (this) {
            case MDL -> {
                elements.put("height", CBORObject.FromObject(171));
                elements.put("portrait", CBORObject.FromObject("a portrait".getBytes(StandardCharsets.US_ASCII)));
                elements.put(
                        "driving_privileges",
                        CBORObject.NewArray()
                                .Add(CBORObject.NewOrderedMap()
                                        .Add("vehicle_category_code", "B")
                                        .Add("issue_date", date("2010-05-06"))));
            }
            case PID -> {
                elements.put("nationality", CBORObject.NewArray().Add("ES"));
                elements.put("email_address", CBORObject.FromObject("ann@acme.example"));
                elements.put("personal_administrative_number", CBORObject.FromObject("X-7654321"));
            }
        }
        return elements;
    }

    private static CBORObject date(String date) {
        return CBORObject.FromObject(date).WithTag(FULL_DATE);
    }
}
