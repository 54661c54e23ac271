package dev.verifier.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody or something with a credential, which is issued when it is first needed. Thread-safe. */
public abstract sealed class Holder permits Person, Machine {
    private final Control control;
    private final String kind;
    private final Map<String, Object> wanted;
    private @Nullable Map<String, String> issued;

    Holder(Control control, String kind, Map<String, Object> wanted) {
        this.control = control;
        this.kind = kind;
        this.wanted = Map.copyOf(wanted);
    }

    Control control() {
        return control;
    }

    /** What somebody else wants who wants this beside what this one does. */
    Map<String, Object> wanting(Map<String, ?> more) {
        var all = new LinkedHashMap<>(wanted);
        all.putAll(more);
        return all;
    }

    /** The same with one power more. */
    Map<String, Object> wantingPower(String function, String... action) {
        var powers = new ArrayList<Object>(wanted.get("powers") instanceof List<?> some ? some : List.of());
        powers.add(Map.of("function", function, "action", List.of(action)));
        return wanting(Map.of("powers", powers));
    }

    /** What became of it. */
    synchronized String issued(String name) {
        if (issued == null) {
            issued = control.tell(kind, wanted);
        }
        return String.valueOf(issued.get(name));
    }

    /** Where this one is told something. */
    String told(String what) {
        return kind + "/" + issued("id") + "/" + what;
    }
}
