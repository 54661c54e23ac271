package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One disclosure (RFC 9901 §4.2): a salt, the name where it is a member of an object, and a value.
 *
 * @param text as it was sent, which is what its digest covers
 * @param elements two for an element of an array, three for a member of an object
 */
record Disclosure(String text, List<@Nullable Object> elements) {

    private static final int OF_ARRAY_ELEMENT = 2;
    private static final int OF_MEMBER = 3;

    static Disclosure parse(String base64Url, Limits limits) throws RejectedException {
        var elements = Json.array(decoded(base64Url), limits.jsonDepth(), Rejection.DisclosureMalformed::new);
        var ofMember = elements.size() == OF_MEMBER && elements.get(1) instanceof String;
        if (!(elements.size() == OF_ARRAY_ELEMENT || ofMember) || !(elements.getFirst() instanceof String)) {
            throw malformed("neither salt and value nor salt, name and value");
        }
        return new Disclosure(base64Url, elements);
    }

    /** The name of the member it discloses; a disclosure of an array's element is none of an object's member. */
    String name() throws RejectedException {
        if (elements.size() == OF_MEMBER && elements.get(1) instanceof String name) {
            return name;
        }
        throw malformed("an element of an array where a member of an object belongs");
    }

    /** The value where it is an element of an array; a disclosure of an object's member is none. */
    @Nullable
    Object element() throws RejectedException {
        if (elements.size() == OF_ARRAY_ELEMENT) {
            return value();
        }
        throw malformed("a member of an object where an element of an array belongs");
    }

    @Nullable
    Object value() {
        return elements.getLast();
    }

    static RejectedException malformed(String what) {
        return new RejectedException(new Rejection.DisclosureMalformed(what));
    }

    private static byte[] decoded(String base64Url) throws RejectedException {
        try {
            if (base64Url.indexOf('=') >= 0) {
                throw new IllegalArgumentException("RFC 7515 §2: without padding");
            }
            return Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            throw malformed("base64url");
        }
    }
}
