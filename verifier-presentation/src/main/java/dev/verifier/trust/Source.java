package dev.verifier.trust;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where something that was believed is written down, for whoever wants to look it up again.
 *
 * @param list the list, registry or set of anchors, under the name its operator knows it by
 * @param entry which entry of it; empty where the whole of it is meant
 * @param issued when the list was made, by its own words; null where it does not say
 * @param asOf when it was last read from where it comes from
 * @param location where others find it, too; null where that is nowhere
 */
public record Source(
        String list,
        String entry,
        @Nullable Instant issued,
        Instant asOf,
        @Nullable String location) {

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    public Source(String list, String entry, @Nullable Instant issued, Instant asOf, @Nullable String location) {
        this.list = list;
        this.entry = entry;
        this.issued = issued;
        this.asOf = asOf;
        this.location = location;
    }

    /** Whether it is known by this name, here or to others. */
    public boolean isCalled(String name) {
        return name.equals(list) || name.equals(location);
    }
}
