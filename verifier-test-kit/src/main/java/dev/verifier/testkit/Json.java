package dev.verifier.testkit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The little JSON (RFC 8259) that is spoken with the people: anything is written, and objects of texts are read. Whoever's tests these are
 * has a library of their own for more, which is none of our business.
 */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static String write(Object value) {
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> write(String.valueOf(member.getKey())) + ":" + write(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Boolean || value instanceof Number ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < ' ') {
                quoted.append("\\u%04x".formatted(character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }

    /** @throws IllegalArgumentException if it is no object of texts */
    static Map<String, String> read(String json) {
        return new Json(json).object();
    }

    private Map<String, String> object() {
        var members = new LinkedHashMap<String, String>();
        require('{');
        if (next() != '}') {
            do {
                var name = string();
                require(':');
                members.put(name, string());
            } while (skipped(','));
        }
        require('}');
        if (!text.substring(at).isBlank()) {
            throw unreadable();
        }
        return members;
    }

    private String string() {
        require('"');
        var plain = new StringBuilder();
        while (character() != '"') {
            char one = text.charAt(at++);
            plain.append(one == '\\' ? escaped() : one);
        }
        at++;
        return plain.toString();
    }

    private char escaped() {
        char what = character();
        at++;
        return switch (what) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> codeUnit();
            default -> what;
        };
    }

    private char codeUnit() {
        if (at + 4 > text.length()) {
            throw unreadable();
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private boolean skipped(char expected) {
        boolean there = next() == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private void require(char expected) {
        if (!skipped(expected)) {
            throw unreadable();
        }
    }

    /** The next character that means something. */
    private char next() {
        while (Character.isWhitespace(character())) {
            at++;
        }
        return text.charAt(at);
    }

    private char character() {
        if (at >= text.length()) {
            throw unreadable();
        }
        return text.charAt(at);
    }

    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException("no object of texts, from character " + at + " on");
    }
}
