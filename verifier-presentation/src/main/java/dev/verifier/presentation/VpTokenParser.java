package dev.verifier.presentation;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Limits;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.presentation.VpTokenForms.Form;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@code vp_token} apart. What it is wrapped in comes off at most once each, first the quotes and then Base64, and nothing
 * grows by it; the presentations in it stay as they are.
 */
record VpTokenParser(DcqlQuery asked, VpTokenForms forms, Limits limits) {

    /** The object, its arrays. */
    private static final int DEPTH = 2;

    VpToken parse(String text) throws RejectedException {
        var posted = sized(text);
        var whole = unwrapped(posted.startsWith("\"") ? unquoted(posted) : posted);
        return isObject(whole)
                ? answers(UnsignedJson.object(whole, DEPTH, Rejection.VpTokenMalformed::new))
                : bare(whole);
    }

    /** Where the answer is JSON itself: the object, or else a text as it would be posted. */
    VpToken parseMember(@Nullable Object member) throws RejectedException {
        return switch (member) {
            case Map<?, ?> object -> answers(object);
            case String text when isObject(text) -> parse(tolerated(Form.QUOTED, text));
            case String text -> parse(text);
            case null, default -> throw malformed("neither object nor text");
        };
    }

    private VpToken answers(Map<?, ?> object) throws RejectedException {
        var answers = new LinkedHashMap<QueryId, List<String>>();
        for (var member : object.entrySet()) {
            var query = asked.credential(String.valueOf(member.getKey()))
                    .orElseThrow(() -> new RejectedException(new Rejection.AnswerNotAsked()));
            answers.put(query.id(), presentations(member.getValue()));
        }
        return new VpToken(answers);
    }

    private List<String> presentations(@Nullable Object value) throws RejectedException {
        return switch (value) {
            case String presentation -> List.of(tolerated(Form.SINGLE, presentation));
            case List<?> array
            when !array.isEmpty() -> {
                var presentations = new ArrayList<String>();
                for (var element : array) {
                    presentations.add(element instanceof String text ? text : "");
                }
                if (presentations.contains("")) {
                    throw malformed("a presentation that is no text");
                }
                yield presentations;
            }
            case null, default -> throw malformed("no array of presentations");
        };
    }

    private VpToken bare(String presentation) throws RejectedException {
        var queries = asked.credentials().stream()
                .filter(query -> Presentation.looksLike(query.format(), presentation))
                .toList();
        if (queries.isEmpty()) {
            throw malformed("neither JSON nor a presentation");
        }
        var alone = tolerated(Form.BARE, presentation);
        if (queries.size() > 1) {
            throw malformed("which query it answers");
        }
        return VpToken.of(queries.getFirst().id(), alone);
    }

    private String unquoted(String text) throws RejectedException {
        return sized(UnsignedJson.string(tolerated(Form.QUOTED, text), Rejection.VpTokenMalformed::new));
    }

    /** A brace or a dot is in no Base64 alphabet, and one of them is in whatever we read. */
    private String unwrapped(String text) throws RejectedException {
        return isObject(text) || text.indexOf('.') >= 0 ? text : sized(decoded(tolerated(Form.BASE64, text)));
    }

    private static String decoded(String base64) throws RejectedException {
        var standard = base64.replace(' ', '+').replace('-', '+').replace('_', '/');
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(standard));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed("neither JSON nor a token nor Base64");
        }
    }

    private String sized(String text) throws RejectedException {
        if (text.length() > limits.characters()) {
            throw new RejectedException(new Rejection.TooLarge(Part.PRESENTATION, limits.characters()));
        }
        return text;
    }

    private String tolerated(Form form, String text) throws RejectedException {
        if (!forms.tolerates(form)) {
            throw new RejectedException(new Rejection.VpTokenFormNotAllowed(form.name()));
        }
        return text;
    }

    private static boolean isObject(String text) {
        return text.stripLeading().startsWith("{");
    }

    private static RejectedException malformed(String what) {
        return new RejectedException(new Rejection.VpTokenMalformed(what));
    }
}
