package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.wallet.DocumentSigner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An mdoc before its issuer signs it. Whatever is edited in it is edited in place. */
public final class MdocDraft {
    private static final int RANDOM_LENGTH = 32;

    private final CBORObject mso;
    private final Map<String, List<CBORObject>> items = new LinkedHashMap<>();
    private DocumentSigner signer;

    /** What is signed, and what is shown of it; the same unless a crime is committed. */
    @Nullable
    CBORObject signedHeader = Cose.header(Cose.ES256);

    final CBORObject openHeader = CBORObject.NewOrderedMap();
    boolean detached;
    boolean chainIsSigned;

    MdocDraft(CBORObject mso, DocumentSigner signer) {
        this.mso = mso;
        this.signer = signer;
    }

    /** The MobileSecurityObject (ISO/IEC 18013-5 §9.1.2.4). */
    public CBORObject mso() {
        return mso;
    }

    /** The IssuerSignedItems of a name space, not encoded yet. */
    public List<CBORObject> items(String nameSpace) {
        return items.computeIfAbsent(nameSpace, _ -> new ArrayList<>());
    }

    /** One element more, with the next number of its name space. */
    public MdocDraft add(String nameSpace, String element, CBORObject value, SecureRandom random) {
        var salt = new byte[RANDOM_LENGTH];
        random.nextBytes(salt);
        var list = items(nameSpace);
        list.add(CBORObject.NewOrderedMap()
                .Add("digestID", list.size())
                .Add("random", salt)
                .Add("elementIdentifier", element)
                .Add("elementValue", value));
        return this;
    }

    void signer(DocumentSigner other) {
        signer = other;
    }

    /** The digests of everything, by the algorithm that the MSO names (§9.1.2.5). */
    MdocDraft digested() {
        var all = CBORObject.NewOrderedMap();
        var algorithm = mso.get("digestAlgorithm").AsString();
        items.forEach((nameSpace, list) -> {
            var digests = CBORObject.NewOrderedMap();
            list.forEach(item -> digests.set(
                    item.get("digestID"),
                    CBORObject.FromObject(Octets.digest(algorithm, Octets.of(Octets.embedded(item))))));
            all.Add(nameSpace, digests);
        });
        mso.set("valueDigests", all);
        return this;
    }

    Mdoc signed() {
        var chain = chain();
        if (chain != null) {
            (chainIsSigned && signedHeader != null ? signedHeader : openHeader).set(Cose.X5CHAIN, chain);
        }
        var payload = Octets.of(Octets.embedded(mso));
        var header = signedHeader == null ? new byte[0] : Octets.of(signedHeader);
        var issuerAuth =
                Cose.message("Signature1", header, openHeader, detached ? null : payload, payload, signer::sign);
        var encoded = new LinkedHashMap<String, List<CBORObject>>();
        items.forEach((nameSpace, list) ->
                encoded.put(nameSpace, list.stream().map(Octets::embedded).toList()));
        return new Mdoc(mso.get("docType").AsString(), encoded, issuerAuth);
    }

    /** RFC 9360 §2: one certificate is a byte string, several are an array of them. */
    private @Nullable CBORObject chain() {
        var certificates = signer.x5chain();
        if (certificates.isEmpty()) {
            return null;
        }
        if (certificates.size() == 1) {
            return CBORObject.FromObject(certificates.getFirst());
        }
        var chain = CBORObject.NewArray();
        certificates.forEach(chain::Add);
        return chain;
    }
}
